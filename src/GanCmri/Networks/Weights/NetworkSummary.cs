using GanCmri.Formats;

namespace GanCmri.Networks.Weights;

/// <summary>One network of a file, described without making it.</summary>
public sealed record NetworkSummary
{
    /// <summary>Its name in the file, e.g. "G_ema".</summary>
    public required string Name { get; init; }

    /// <summary>Its shape if it is a generator.</summary>
    public GeneratorOptions? Generator { get; init; }

    /// <summary>Its shape if it is a discriminator.</summary>
    public DiscriminatorOptions? Discriminator { get; init; }

    /// <summary>Weights in all, filters and fixed noise included.</summary>
    public long Weights { get; init; }

    /// <summary>Tensors.</summary>
    public int Tensors { get; init; }

    /// <summary>The number types of the weights.</summary>
    public IReadOnlyList<StoredType> Types { get; init; } = [];

    /// <summary>Why the network cannot be used here; null if it can.</summary>
    public string? Problem { get; init; }

    internal static NetworkSummary Of(StoredNetwork network) =>
        new()
        {
            Name = network.Name,
            Generator = network.Generator,
            Discriminator = network.Discriminator,
            Weights = network.Tensors.Values.Sum(t => t.Count),
            Tensors = network.Tensors.Count,
            Types = [.. network.Tensors.Values.Select(t => t.Type).Distinct().Order()],
        };
}

/// <summary>A network file, described without making its networks.</summary>
/// <param name="Format">What wrote it.</param>
/// <param name="Networks">Its networks.</param>
/// <param name="Notes">What it says about itself; null for pickles.</param>
public sealed record NetworkFileSummary(string Format, IReadOnlyList<NetworkSummary> Networks, NetworkNotes? Notes);
