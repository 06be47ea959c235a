using GanCmri.Networks;
using GanCmri.Runtime;
using ImageMagick;
using TorchSharp;
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
        var images = generator.Forward(z, noise: Noise.Const);
        var r = options.Generator.Resolution;
        var sheet = (images.reshape(Rows, Columns, r, r).permute(0, 2, 1, 3).reshape(Rows * r, Columns * r) * 127.5 + 127.5).clamp(0, 255)
            .to(ScalarType.Byte).cpu().contiguous();
        using var picture = new MagickImage(sheet.data<byte>().ToArray(),
            new MagickReadSettings { Format = MagickFormat.Gray, Width = (uint)(Columns * r), Height = (uint)(Rows * r), Depth = 8 });
        AtomicFile.WriteBytes(path, picture.ToByteArray(MagickFormat.Png));
    }
}
