using CsvHelper.Configuration.Attributes;

namespace GanCmri.Imaging.Store;

/// <summary>What is known of one stored frame: one line of a store's frames.csv.</summary>
public sealed record FrameRow
{
    /// <summary>The frame's place in the store, from 0.</summary>
    [Name("index")]
    public int Index { get; init; }

    /// <summary>The pseudonym, e.g. "S001".</summary>
    [Name("subject")]
    public required string Subject { get; init; }

    /// <summary>The series' name, unique in the store, e.g. "S001-04": one slice from one source.</summary>
    [Name("series")]
    public required string Series { get; init; }

    /// <summary>The slice's place in its stack.</summary>
    [Name("slice")]
    public int Slice { get; init; }

    /// <summary>The frame's place in its series, from 0, by time.</summary>
    [Name("frame")]
    public int Frame { get; init; }

    /// <summary>"ED", "ES" or "" if unknown.</summary>
    [Name("phase")]
    public string Phase { get; init; } = "";

    /// <summary>Time after the R wave, ms; null if unknown.</summary>
    [Name("time_ms")]
    public double? TimeMs { get; init; }

    /// <summary>The diagnosis group, "" if unknown.</summary>
    [Name("pathology")]
    public string Pathology { get; init; } = "";

    /// <summary>The source (centre, collection) where sources were told apart; else empty. Older stores lack the column.</summary>
    [Name("source")]
    [Optional]
    public string Source { get; init; } = "";

    /// <summary>Where the slice lies among those of its stack with a cavity: 0 at the base, 1 at the apex; null without masks of four
    /// slices or more. Older stores lack the column.</summary>
    [Name("slice_position")]
    [Optional]
    public double? SlicePosition { get; init; }

    /// <summary>Training, validation or test.</summary>
    [Name("split")]
    public DataSplit Split { get; init; }

    /// <summary>The size of one stored pixel, mm; null where the source did not tell its own.</summary>
    [Name("pixel_mm")]
    public double? PixelMm { get; init; }

    /// <summary>The study of the subject where there are several; else empty. Stores made before there were studies lack the
    /// column.</summary>
    [Name("study")]
    [Optional]
    public string Study { get; init; } = "";

    /// <summary>The cavity's area in stored pixels (source area times scale), where a mask is known.</summary>
    [Name("lv_area_px")]
    public double? LvAreaPx { get; init; }
}
