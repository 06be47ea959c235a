using System.Runtime.InteropServices;
using GanCmri.Formats;
using GanCmri.Imaging;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Evaluation;

/// <summary>
/// A feature extractor of the user's own, saved with torch.jit.save: [N, C, H, W] -> [N, F] for frames or [N, C, 16, H, W] -> [N, F] for
/// clips, values in [-1, 1]. C is 1, or 3 (grey copied) for a network that refuses one channel. Unlike the network files, it is a program,
/// and libtorch runs it: load only what you trust.
/// </summary>
internal sealed class TorchScriptExtractor : IDisposable
{
    private const int FramesTogether = 32,
        ClipsTogether = 2;

    private readonly jit.ScriptModule<Tensor, Tensor> _module;
    private readonly Device _device;
    private readonly string _path;
    private long _channels; // 0 until the network has been asked

    private TorchScriptExtractor(string path, jit.ScriptModule<Tensor, Tensor> module, Device device)
    {
        (_path, _module, _device) = (path, module, device);
        using var stream = InputFile.Open(path, "a TorchScript file");
        Name = $"{Path.GetFileName(path)} sha256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream))}";
    }

    /// <summary>The file's name and SHA-256, for tables.</summary>
    public string Name { get; }

    /// <summary>Loads an extractor, for inference.</summary>
    /// <param name="path">A .pt file made by torch.jit.save.</param>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="InputException">The file is missing or no TorchScript.</exception>
    public static TorchScriptExtractor Load(string path, Device device)
    {
        InputFile.Open(path, "a TorchScript file (.pt)").Dispose();
        try
        {
            var module = jit.load<Tensor, Tensor>(path, device);
            module.eval();
            foreach (var p in module.parameters())
                p.requires_grad = false;
            return new TorchScriptExtractor(path, module, device);
        }
        catch (Exception e) when (e is ExternalException or IOException)
        {
            throw new InputException(
                path,
                "a TorchScript network",
                "something else",
                "save it with torch.jit.script(network).save(...), not torch.save",
                e
            );
        }
    }

    /// <summary>Features of frames.</summary>
    /// <param name="frames">Frames of one size, [-1, 1].</param>
    /// <returns>One array a frame.</returns>
    /// <exception cref="InputException">The network does not take such frames, or gives other than finite [N, F].</exception>
    public float[][] Extract(IReadOnlyList<GrayImage> frames) =>
        [.. frames.Chunk(FramesTogether).SelectMany(part => Rows(part, part.Length, 1, frames[0].Height, frames[0].Width))];

    /// <summary>Features of clips: 16 frames each, equally spaced over the beat.</summary>
    /// <param name="clips">Cines of one size, [-1, 1].</param>
    /// <returns>One array a clip.</returns>
    /// <exception cref="InputException">The network does not take such clips, or gives other than finite [N, F].</exception>
    public float[][] ExtractClips(IReadOnlyList<CineSeries> clips) =>
        [
            .. clips
                .Chunk(ClipsTogether)
                .SelectMany(part =>
                {
                    GrayImage[] frames = [.. part.SelectMany(c => ClipFeatures.Places(c.Frames.Count).Select(i => c.Frames[i].Image))];
                    return Rows(frames, part.Length, 1, ClipFeatures.FramesPerClip, frames[0].Height, frames[0].Width);
                }),
        ];

    /// <summary>Features as a differentiable function of images.</summary>
    /// <param name="images">[N, 1 or 3, H, W] or [N, 1 or 3, T, H, W], about [-1, 1].</param>
    /// <returns>[N, F].</returns>
    /// <exception cref="InputException">The network does not take such images, or gives other than [N, F].</exception>
    public Tensor Features(Tensor images)
    {
        using var scope = NewDisposeScope();
        var features = Forward(images);
        if (features.dim() == 2 && features.shape[0] == images.shape[0])
            return features.to(ScalarType.Float32).MoveToOuterDisposeScope();
        throw new InputException(
            _path,
            $"features [{images.shape[0]}, F]",
            $"[{string.Join(", ", features.shape)}]",
            "wrap the network so that it gives one row of features an image"
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _module.Dispose();

    private IEnumerable<float[]> Rows(GrayImage[] frames, params long[] shape)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var features = Features(tensor(frames.SelectMany(f => f.Pixels).ToArray()).reshape(shape).to(_device));
        var values = features.Numbers();
        if (!Array.TrueForAll(values, float.IsFinite))
            throw new InputException(
                _path,
                "finite features",
                "NaN or infinity",
                "check the range it was trained for: frames are in [-1, 1]"
            );
        return [.. values.Chunk((int)features.shape[1])];
    }

    // The first images decide between one channel and three, so that all are treated alike.
    private Tensor Forward(Tensor images)
    {
        if (images.shape[1] == 3 || _channels == 1)
            return Run(images);
        if (_channels == 3)
            return Run(Grey(images));
        try
        {
            var features = Run(images);
            _channels = 1;
            return features;
        }
        catch (InputException)
        {
            var features = Run(Grey(images));
            _channels = 3;
            return features;
        }
    }

    private static Tensor Grey(Tensor images) => cat([images, images, images], 1);

    private Tensor Run(Tensor images)
    {
        try
        {
            return _module.forward(images);
        }
        catch (Exception e) when (e is ExternalException or InvalidCastException or InvalidOperationException or NotImplementedException)
        {
            throw new InputException(
                _path,
                $"a network that takes [{string.Join(", ", images.shape)}] and gives one tensor",
                Reason(e),
                "wrap the network so that it takes images of [N, 1 or 3, H, W] in [-1, 1], clips of [N, 1 or 3, 16, H, W]",
                e
            );
        }
    }

    // libtorch explains at length; its own message is the last line.
    private static string Reason(Exception e) =>
        e.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault(l => l.Contains("Error", StringComparison.Ordinal))
        ?? "an error inside it";
}
