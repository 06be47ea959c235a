namespace GanCmri.Networks.Weights;

/// <summary>What a network file says about its network besides architecture and weights.</summary>
public sealed record NetworkNotes
{
    /// <summary>The network's name: "G_ema" (smoothed generator), "G" or "D".</summary>
    public string Name { get; init; } = "G_ema";

    /// <summary>Under which terms the weights may be used; null: not stated.</summary>
    public string? Licence { get; init; }

    /// <summary>How it was trained (data, length, settings), as text or JSON; null: not stated.</summary>
    public string? Training { get; init; }

    /// <summary>What the numbers of its label stand for, in order; empty: it has none, or nobody told.</summary>
    public IReadOnlyList<LabelColumn> Labels { get; init; } = [];

    /// <summary>Labels as often as frames with them were shown in training, each a value of every column, e.g. ES and 0.31: where no
    /// label is asked for, each z has one of them; empty: nobody told.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ShownLabels { get; init; } = [];

    /// <summary>The label that a conditional generator was fixed at, e.g. "phase=ES,position=0.3"; null: it was not.</summary>
    public string? FixedLabel { get; init; }

    /// <summary>Where it comes from, e.g. "G_ema of best.pkl (stylegan2-ada-pytorch)"; null: trained here.</summary>
    public string? Origin { get; init; }

    /// <summary>SHA-256 of the file it comes from, lower-case hexadecimal.</summary>
    public string? OriginSha256 { get; init; }
}
