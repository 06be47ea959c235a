using CsvHelper.Configuration.Attributes;

namespace GanCmri.Imaging.Store;

/// <summary>Which side of the patient-level split a frame is on.</summary>
public enum DataSplit
{
    /// <summary>Seen in training.</summary>
    [Name("train")]
    Train,

    /// <summary>Held out: no frame of these subjects is ever trained on.</summary>
    [Name("validation")]
    Validation,

    /// <summary>Untouched: neither trained on nor looked at to choose a network; for figures that are published.</summary>
    [Name("test")]
    Test,
}
