using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Networks;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>A grid of images at fixed latents, to watch a generator learn.</summary>
internal sealed class SampleSheet(TrainingOptions options, FrameLabels labels, Device device)
{
    private const int Columns = 8,
        Rows = 5;

    /// <summary>Writes 8 x 5 images, psi 1, as PNG.</summary>
    public void Save(StyleGan2Generator generator, string path) =>
        PngPictures.SaveGrid(Make(generator, "samples", Columns * Rows), Columns, GrayRange.Signed, path);

    /// <summary>Whether a generator makes images of finite numbers.</summary>
    public bool IsFinite(StyleGan2Generator generator) => Make(generator, "samples", 1)[0].Pixels.All(float.IsFinite);

    /// <summary>Writes the first 8 x 5 training frames, as the networks see them before augmentation, as PNG.</summary>
    public void SaveReals(FrameFeed feed, string path)
    {
        using var scope = NewDisposeScope();
        PngPictures.SaveGrid([.. Frames(feed.Batch(0, Columns * Rows, CPU).Images)], Columns, GrayRange.Signed, path);
    }

    /// <summary>Images at fixed latents, psi 1.</summary>
    /// <param name="generator">On the sheet's device.</param>
    /// <param name="stream">Names the latents: another stream, other latents.</param>
    /// <param name="count">At least 1.</param>
    public IReadOnlyList<GrayImage> Make(StyleGan2Generator generator, string stream, int count)
    {
        using var noGrad = no_grad();
        using var random = Seed.Torch(options.Seed, stream, 0);
        var images = new List<GrayImage>();
        while (images.Count < count)
        {
            using var scope = NewDisposeScope();
            var part = Math.Min(Columns * Rows, count - images.Count);
            var z = randn([part, options.Generator.ZDim], generator: random).to(device);
            images.AddRange(Frames(generator.Forward(z, labels.Draw(part, random)?.to(device), noise: Noise.Const)));
        }

        return images;
    }

    private IEnumerable<GrayImage> Frames(Tensor images)
    {
        var r = options.Generator.Resolution;
        return images.narrow(1, 0, 1).Numbers().Chunk(r * r).Select(p => new GrayImage(r, r, p));
    }
}
