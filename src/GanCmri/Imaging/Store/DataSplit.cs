using CsvHelper.Configuration.Attributes;

namespace GanCmri.Imaging.Store;

/// <summary>What a frame is used for: training, validation or test. All frames of a person are used for the same.</summary>
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
