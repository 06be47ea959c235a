namespace GanCmri.Imaging.Store;

/// <summary>How a store was made: its dataset.json.</summary>
public sealed record FrameStoreInfo
{
    /// <summary>The layout's version; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Height and width of each frame, pixels.</summary>
    public required int Resolution { get; init; }

    /// <summary>Frames in the store.</summary>
    public int Count { get; init; }

    /// <summary>SHA-256 of frames.bin, lower-case hex.</summary>
    public string FramesSha256 { get; init; } = "";

    /// <summary>Side of each frame, mm.</summary>
    public required double FieldMm { get; init; }

    /// <summary>Pixel size taken where a source did not tell its own, mm.</summary>
    public required double AssumedPixelMm { get; init; }

    /// <summary>How values were mapped.</summary>
    public string Intensity { get; init; } = "uint8 v, v / 127.5 - 1; 1 = the 99.5th percentile of the series' crops, -1 = no signal";

    /// <summary>Share of the subjects asked for validation.</summary>
    public required double Validation { get; init; }

    /// <summary>Share of the subjects asked for the test side; 0 in stores of two sides.</summary>
    public double Test { get; init; }

    /// <summary>The seed of the split.</summary>
    public required int Seed { get; init; }

    /// <summary>What was read, without names.</summary>
    public IReadOnlyList<InputDigest> Inputs { get; init; } = [];

    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<Omission> Omitted { get; init; } = [];

    /// <summary>Series that were stored and should be looked at, and why; framed in contact-sheet.png.</summary>
    public IReadOnlyList<Omission> Doubtful { get; init; } = [];

    /// <summary>Whether pictures were taken as they are instead of cropped around the heart.</summary>
    public bool AsIs { get; init; }

    /// <summary>Version of the program that wrote the store.</summary>
    public string Version { get; init; } = "";
}

/// <summary>The files that one subject came from, without their names.</summary>
/// <param name="Subject">Pseudonym.</param>
/// <param name="Kind">The kind of source, e.g. "DICOM".</param>
/// <param name="Files">Number of files.</param>
/// <param name="Sha256">SHA-256 over the files' SHA-256s, sorted; lower-case hex.</param>
public sealed record InputDigest(string Subject, string Kind, int Files, string Sha256);
