using GanCmri.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Latents.Encoding;

/// <summary>
/// E: x -> w. Convolutions of stride 2 down to 4 x 4, then two fully connected layers whose output counts in standard deviations of w
/// from its mean: an untrained encoder answers about the mean heart.
/// </summary>
internal sealed class EncoderNetwork : Module<Tensor, Tensor>
{
    /// <summary>The image sizes it can take, in words.</summary>
    public const string Sides = "images whose side is a power of two of at least 8 pixels";

    private const int LastSide = 4,
        FirstMaps = 24,
        MostMaps = 128,
        Hidden = 512;
    private const double Slope = 0.2;

    private readonly ModuleList<Conv2d> stages = [];
    private readonly Linear hidden;
    private readonly Linear head;
    private readonly Tensor mean;
    private readonly Tensor deviation;

    /// <param name="resolution">Height and width of the images, a power of two from 8.</param>
    /// <param name="width">Length of w.</param>
    public EncoderNetwork(int resolution, int width)
        : base(nameof(EncoderNetwork))
    {
        (Resolution, Width) = (resolution, width);
        var (inputs, maps) = (1, FirstMaps);
        for (var side = resolution; side > LastSide; side /= 2)
        {
            stages.Add(Conv2d(inputs, maps, 3, stride: 2, padding: 1));
            (inputs, maps) = (maps, Math.Min(2 * maps, MostMaps));
        }

        hidden = Linear(inputs * LastSide * LastSide, Hidden);
        head = Linear(Hidden, width);
        (mean, deviation) = (zeros(width), ones([]));
        register_buffer("mean", mean);
        register_buffer("deviation", deviation);
        RegisterComponents();
    }

    /// <summary>Whether images of this side can be encoded.</summary>
    public static bool Takes(int resolution) => int.IsPow2(resolution) && resolution > LastSide;

    public int Resolution { get; }

    public int Width { get; }

    /// <summary>Sets where w lie.</summary>
    public void Place(WStatistics statistics)
    {
        using var noGradient = no_grad();
        mean.copy_(tensor(statistics.Mean.ToArray()));
        deviation.copy_(tensor(statistics.Std / Math.Sqrt(Width)));
    }

    /// <summary>The latents [N, Width] of images [N, 1, Resolution, Resolution] in [-1, 1].</summary>
    public override Tensor forward(Tensor images) => mean.Plus(deviation.mul(Standard(images)));

    /// <summary>The same as numbers of standard deviations from the mean.</summary>
    public Tensor Standard(Tensor images)
    {
        using var scope = NewDisposeScope();
        var x = images;
        foreach (var stage in stages)
            x = stage.forward(x).LeakyRelu(Slope);
        return head.forward(hidden.forward(x.flatten(1)).LeakyRelu(Slope)).MoveToOuterDisposeScope();
    }

    /// <summary>Latents [N, Width] as numbers of standard deviations from the mean.</summary>
    public Tensor Standardised(Tensor w) => (w - mean) / deviation;
}
