using GanCmri.Imaging.Pictures;

namespace GanCmri.Imaging;

/// <summary>The size of one pixel in millimetres.</summary>
/// <param name="RowMm">Distance between rows (y), mm.</param>
/// <param name="ColumnMm">Distance between columns (x), mm.</param>
public sealed record PixelSpacing(double RowMm, double ColumnMm)
{
    /// <summary>The area of one pixel, mm².</summary>
    public double AreaMm2 => RowMm * ColumnMm;
}

/// <summary>One frame of a cine.</summary>
/// <param name="Image">The pixels, in the source's unit.</param>
/// <param name="TimeMs">Time after the R wave (trigger time), ms; NaN if unknown.</param>
/// <param name="Name">The frame's own name without folder or patient, e.g. the file name stem.</param>
public sealed record CineFrame(GrayImage Image, double TimeMs, string Name)
{
    /// <summary>The frame's number in its cine, from 0, where the source gives one: a frame store leaves numbers out where frames were
    /// repeated.</summary>
    public int? Number { get; init; }

    /// <summary>"ED", "ES" or "" where the source does not say.</summary>
    public string Phase { get; init; } = "";

    /// <summary>The left ventricle's cavity in the same pixels, where the source gives it.</summary>
    public Mask? LvCavity { get; init; }

    /// <summary>Area of the left ventricle's myocardium in the same label, px; NaN where it was not outlined.</summary>
    internal double LabelMyocardiumPx { get; init; } = double.NaN;

    /// <summary>Area of the right ventricle's cavity in the same label, px; NaN where it was not outlined.</summary>
    internal double LabelRightPx { get; init; } = double.NaN;

    /// <summary>What its picture says of having been made by a generator; null where it says nothing.</summary>
    internal SyntheticMark? Mark { get; init; }

    /// <summary>Whether the source says that a generator made it.</summary>
    internal bool IsSynthetic => Mark is not null;

    /// <summary>The left ventricle's cavity as somebody drew it in place of the one that is found: how much of each pixel counts, 0 to 1;
    /// null where nobody did.</summary>
    internal GrayImage? DrawnCavity { get; init; }
}

/// <summary>One slice through one heart beat: frames in the order of time.</summary>
/// <param name="Subject">A pseudonym of the subject (the folder or CSV name); never a name or number from a DICOM header.</param>
/// <param name="Slice">The slice's place in its stack, from 0.</param>
/// <param name="SliceLocationMm">Position along the stack, mm, if known.</param>
/// <param name="Spacing">Pixel size, if known.</param>
/// <param name="Frames">At least one frame, all of one size, by time.</param>
public sealed record CineSeries(string Subject, int Slice, double? SliceLocationMm, PixelSpacing? Spacing, IReadOnlyList<CineFrame> Frames)
{
    /// <summary>The diagnosis group the source names, e.g. "HYP"; "" if none.</summary>
    public string Pathology { get; init; } = "";

    /// <summary>The series' own name where its source gives one, e.g. "S001-04" in a frame store; else empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The study (visit) of the subject, where folders, names or a header tell several apart, e.g. "ses-2" or "followup"; else
    /// empty.</summary>
    public string Study { get; init; } = "";

    /// <summary>What its source does not tell, or tells in a way that is impossible, as words for a table's Flags, e.g.
    /// <see cref="CineDoubts.Times"/>.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>The pixel size as if which the frames of a store were cut, mm; null in other sources. Without <see cref="Spacing"/> they
    /// are cut again by it, and nothing is measured by it.</summary>
    internal double? NominalPixelMm { get; init; }

    /// <summary>Whether a frames.csv names its frames.</summary>
    internal bool NamesAreListed { get; init; }

    /// <summary>Whether its frames and its subject have names of a frame store, which tell nobody.</summary>
    internal bool NamesArePseudonyms { get; init; }

    /// <summary>Whether the frames are one beat of one place, so that neighbours resemble each other.</summary>
    internal bool IsOneCine => !Doubts.Contains(CineDoubts.FramesDiffer);
}
