using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Latents;
using GanCmri.Networks.Weights;
using GanCmri.Tests.Latents;
using GanCmri.Trajectories.Motion;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Cli.Tests.Verbs;

/// <summary>A folder with a tiny network, g.safetensors, and the frames of two made-up cines of it, store.</summary>
internal sealed class TinyProject : IDisposable
{
    /// <summary>Frames of a cine.</summary>
    public const int Frames = 9;

    private readonly TemporaryFolder _folder = new();

    public TinyProject()
    {
        using var network = TinyNetworks.Generator();
        NetworkFile.Save(_folder.File("g.safetensors"), network);
        using var writer = new FrameStoreWriter(_folder.File("store"), 16);
        foreach (var subject in new uint[] { 1, 2 })
        {
            var ends = LatentImages.OfSeeds(network, [subject, subject + 10], 0.7);
            var motion = new EdToEs([.. ends[1].Zip(ends[0], (b, a) => b - a)]).Cine(ends[0], Frames);
            foreach (var (image, frame) in LatentImages.Render(network, motion).Select((x, i) => (x, i)))
                writer.Add(
                    new GrayImage(16, 16, image),
                    new FrameRow
                    {
                        Subject = $"S{subject}",
                        Series = $"S{subject}-00",
                        Frame = frame,
                        TimeMs = 40 * frame,
                    }
                );
        }

        writer.Finish(
            new FrameStoreInfo
            {
                Resolution = 16,
                FieldMm = 20,
                AssumedPixelMm = 1,
                Validation = 0,
                Seed = 1,
            },
            r => r
        );
    }

    /// <summary>The folder's path.</summary>
    public string Path => _folder.Path;

    /// <summary>A path in the folder.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>gancmri project on the store, and what it returned.</summary>
    public Task<int> Project(string output, params string[] more) =>
        App.RunAsync([
            "project",
            "--network",
            _folder.File("g.safetensors"),
            "--data",
            _folder.File("store"),
            "--out",
            _folder.File(output),
            "--steps",
            "30",
            "--device",
            "cpu",
            .. TestPrecision.Arguments,
            .. more,
        ]);

    /// <summary>Frames of a GIF.</summary>
    public static int FrameCount(string gif)
    {
        using var cine = Image.Load<L8>(gif);
        return cine.Frames.Count;
    }

    public void Dispose() => _folder.Dispose();
}
