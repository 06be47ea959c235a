using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents.Encoding;

/// <summary>A trained network that guesses the latent w of an image at once: a good start for a <see cref="Projector"/>.</summary>
public sealed class Encoder : IDisposable
{
    private const int Batch = 64;

    private readonly EncoderNetwork _network;
    private readonly Device _device;

    internal Encoder(EncoderNetwork network, Device device)
    {
        (_network, _device) = (network, device);
        network.to(device);
        network.eval();
    }

    /// <summary>Height and width of its images.</summary>
    public int Resolution => _network.Resolution;

    /// <summary>Length of w.</summary>
    public int Width => _network.Width;

    /// <summary>Reads an encoder.</summary>
    /// <exception cref="InputException">The file is missing, damaged or holds something else.</exception>
    public static Encoder Load(string path, Device device) => new(EncoderFile.Load(path), device);

    /// <summary>Writes it in half precision.</summary>
    /// <param name="path">File to write (.safetensors).</param>
    /// <param name="notes">Further metadata, e.g. the generator's hash.</param>
    public void Save(string path, IReadOnlyDictionary<string, string> notes) => EncoderFile.Save(path, _network, notes);

    /// <summary>Refuses a generator that was made for other images or latents.</summary>
    /// <exception cref="InputException">Image or latent size differ.</exception>
    public void RequireFits(StyleGan2Generator generator, string path)
    {
        var o = generator.Options;
        if (o.Resolution != Resolution || o.WDim != Width || o.Channels != 1)
        {
            throw new InputException(
                path,
                $"an encoder for {o.Resolution} x {o.Resolution} images and w of {o.WDim} numbers",
                $"one for {Resolution} x {Resolution} and {Width}",
                "train one with gancmri encoder for this generator"
            );
        }
    }

    /// <summary>Estimates latents.</summary>
    /// <param name="images">Each Resolution x Resolution numbers in [-1, 1], row-major.</param>
    /// <returns>Width numbers an image, in order.</returns>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<float[]> images)
    {
        using var noGradient = no_grad();
        var found = new List<float[]>(images.Count);
        foreach (var chunk in images.Chunk(Batch))
        {
            using var scope = NewDisposeScope();
            var x = tensor(chunk.SelectMany(i => i).ToArray(), chunk.Length, 1, Resolution, Resolution).clone().to(_device);
            found.AddRange(_network.forward(x).Numbers().Chunk(Width));
        }

        return found;
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose() => _network.Dispose();
}
