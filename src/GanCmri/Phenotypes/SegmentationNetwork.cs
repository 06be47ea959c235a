using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Phenotypes;

/// <summary>
/// A U-Net (Ronneberger et al. 2015) with batch normalisation. Before the up-sampled features meet those of the finer
/// level, a 1 x 1 convolution brings them to its width, which costs a third less than concatenating them as they are.
/// </summary>
internal sealed class SegmentationNetwork : Module<Tensor, Tensor>
{
    private readonly ModuleList<ConvolutionBlock> down = [];
    private readonly ModuleList<Conv2d> narrow = [];
    private readonly ModuleList<ConvolutionBlock> up = [];
    private readonly Conv2d head;

    public SegmentationNetwork(SegmentationNetworkOptions options)
        : base(nameof(SegmentationNetwork))
    {
        Options = options;
        var channels = options.Channels;
        for (var i = 0; i < channels.Count; i++)
            down.Add(new ConvolutionBlock(i == 0 ? 1 : channels[i - 1], channels[i]));
        for (var i = 0; i < channels.Count - 1; i++)
        {
            narrow.Add(Conv2d(channels[i + 1], channels[i], 1));
            up.Add(new ConvolutionBlock(2 * channels[i], channels[i]));
        }

        head = Conv2d(channels[0], options.Outputs, 1);
        RegisterComponents();
    }

    /// <summary>The network's size.</summary>
    public SegmentationNetworkOptions Options { get; }

    /// <summary>Whether convolutions multiply in bfloat16, see <see cref="ConvolutionBlock.HalfPrecision"/>.</summary>
    public bool HalfPrecision
    {
        set
        {
            foreach (var block in down.Concat(up))
                block.HalfPrecision = value;
        }
    }

    /// <summary>Logits [N, Outputs, H, W] of images [N, 1, H, W] (zero mean, unit deviation).</summary>
    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        var levels = Encode(images);
        var x = levels[^1];
        for (var i = up.Count - 1; i >= 0; i--)
        {
            var wide = functional.interpolate(
                narrow[i].forward(x.to(head.weight.dtype)),
                scale_factor: [2, 2],
                mode: InterpolationMode.Bilinear,
                align_corners: false
            );
            x = up[i].forward(cat([wide.to(levels[i].dtype), levels[i]], 1));
        }

        return head.forward(x.to(head.weight.dtype)).MoveToOuterDisposeScope();
    }

    /// <summary>The deepest feature maps [N, C, H / SideMultiple, W / SideMultiple] of images [N, 1, H, W].</summary>
    public Tensor Deepest(Tensor images)
    {
        using var scope = NewDisposeScope();
        return Encode(images)[^1].MoveToOuterDisposeScope();
    }

    /// <summary>Another network with the same weights.</summary>
    public SegmentationNetwork Copy()
    {
        using var noGradient = no_grad();
        var copy = new SegmentationNetwork(Options);
        var values = state_dict();
        foreach (var (name, target) in copy.state_dict())
            target.copy_(values[name]);
        return copy;
    }

    private List<Tensor> Encode(Tensor images)
    {
        var multiple = Options.SideMultiple;
        if (images.dim() != 4 || images.shape[1] != 1 || images.shape[2] % multiple != 0 || images.shape[3] % multiple != 0)
        {
            throw new ArgumentException(
                $"expected [N, 1, H, W] with sides that are multiples of {multiple}, found [{string.Join(", ", images.shape)}]",
                nameof(images)
            );
        }

        var levels = new List<Tensor> { ChannelsLast(down[0].forward(images)) };
        for (var i = 1; i < down.Count; i++)
            levels.Add(down[i].forward(functional.max_pool2d(levels[^1], 2)));
        return levels;
    }

    // All that follows keeps this layout, in which libtorch's convolutions need no copies: a quarter of the time is saved.
    private static Tensor ChannelsLast(Tensor maps) => maps.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}
