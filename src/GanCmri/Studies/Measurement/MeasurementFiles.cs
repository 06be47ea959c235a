namespace GanCmri.Studies.Measurement;

/// <summary>What a measurement writes; null: not asked for.</summary>
internal sealed record MeasurementFiles
{
    /// <summary>The table with a row a frame.</summary>
    public required string Frames { get; init; }

    /// <summary>The table with a row a cine.</summary>
    public string? Cines { get; init; }

    /// <summary>The table with a row a study of a subject.</summary>
    public string? Subjects { get; init; }

    /// <summary>The table of the wall's sectors, with a row a cine.</summary>
    public string? Segments { get; init; }

    /// <summary>The table that compares with labels.</summary>
    public string? Labels { get; init; }

    /// <summary>The folder of masks.</summary>
    public string? Masks { get; init; }

    /// <summary>All that are asked for.</summary>
    public IEnumerable<string> All => new[] { Frames, Cines, Subjects, Segments, Labels, Masks }.OfType<string>();
}
