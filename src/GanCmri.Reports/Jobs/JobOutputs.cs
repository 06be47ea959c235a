namespace GanCmri.Reports.Jobs;

/// <summary>Which files a job gives beside its row in the results.</summary>
[Flags]
internal enum JobOutputs
{
    /// <summary>Only the row.</summary>
    None = 0,

    /// <summary>cine.gif: the cines beside each other.</summary>
    Gif = 1,

    /// <summary>curve.png: LV area over the heart beat.</summary>
    Curve = 2,

    /// <summary>numbers.csv: a frame a row.</summary>
    Numbers = 4,

    /// <summary>thumbnail.png: end-diastole of each cine.</summary>
    Thumbnail = 8,

    /// <summary>cine.html: the cines to be stopped and looked at frame by frame, with outlines, areas and numbers.</summary>
    Page = 16,

    /// <summary>All of them.</summary>
    All = Gif | Curve | Numbers | Thumbnail | Page,
}
