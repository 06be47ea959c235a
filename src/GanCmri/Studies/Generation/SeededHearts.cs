using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;
using static TorchSharp.torch;

namespace GanCmri.Studies.Generation;

/// <summary>Synthetic hearts by seed.</summary>
internal sealed record SeededHearts
{
    /// <summary>The network, .safetensors or .pkl.</summary>
    public required string Network { get; init; }

    /// <summary>The hearts, as in NVIDIA's programs.</summary>
    public required IReadOnlyList<uint> Seeds { get; init; }

    /// <summary>Truncation: 1 none, 0 the mean heart.</summary>
    public double Psi { get; init; } = 0.7;

    /// <summary>How far each heart is moved back along ED-to-ES to start near end-diastole, where that direction is known and the network
    /// was not told phases.</summary>
    public double StartOffset { get; init; } = EdToEs.PublishedStartOffset;

    /// <summary>Where to compute.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>Loads the network.</summary>
    /// <exception cref="InputException">It is missing or damaged, or its images cannot be pictures.</exception>
    internal StyleGan2Generator Load()
    {
        var generator = NetworkFile.LoadGenerator(Network, device: Device, fixedWeights: true);
        GeneratedPictures.Require(generator.Options, Network);
        return generator;
    }
}
