using GanCmri.Imaging;
using GanCmri.Networks;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>A grid of images at fixed latents, to watch a generator learn.</summary>
internal sealed class SampleSheet(TrainingOptions options, Device device)
{
    private const int Columns = 8, Rows = 5;

    /// <summary>Writes 8 x 5 images, psi 1, as PNG.</summary>
    public void Save(Networks.Generator generator, string path)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var random = Seed.Torch(options.Seed, "samples", 0);
        var z = randn([Columns * Rows, options.Generator.ZDim], generator: random).to(device);
        var r = options.Generator.Resolution;
        var pixels = generator.Forward(z, noise: Noise.Const).narrow(1, 0, 1).cpu().contiguous().data<float>().ToArray();
        Pictures.SaveGrid([.. pixels.Chunk(r * r).Select(p => new GrayImage(r, r, p))], Columns, GrayRange.Signed, path);
    }
}
