using GanCmri.Formats;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Networks.Weights;
using GanCmri.Studies.ReaderStudies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;
using static TorchSharp.torch;

namespace GanCmri.Tests.Studies.ReaderStudies;

/// <summary>Small sources for reader studies.</summary>
internal static class StudySources
{
    /// <summary>A frame store of cines of one slice a subject; subjects are named PERSON-00, …</summary>
    public static string Store(string folder, int subjects, int frames, int side = 16)
    {
        using var writer = new FrameStoreWriter(folder, side);
        for (var s = 0; s < subjects; s++)
        for (var f = 0; f < frames; f++)
            writer.Add(
                Image(side, s * 100 + f),
                new FrameRow
                {
                    Subject = $"PERSON-{s:D2}",
                    Series = $"PERSON-{s:D2}-00",
                    Frame = f,
                }
            );
        writer.Finish(
            new FrameStoreInfo
            {
                Resolution = side,
                FieldMm = 175,
                AssumedPixelMm = 2.73,
                Validation = 0,
                Seed = 1,
            },
            row => row
        );
        return folder;
    }

    /// <summary>Images as gancmri generate writes them.</summary>
    public static string Array(string path, int count, int side = 16)
    {
        NpyFile.Write(
            path,
            NpyArray.Of([.. Enumerable.Range(0, count).SelectMany(i => Image(side, 10_000 + i).Pixels)], [count, 1, side, side])
        );
        return path;
    }

    /// <summary>A folder of models that makes images of 16 pixels.</summary>
    public static string Models(string folder)
    {
        Directory.CreateDirectory(folder);
        using var models = PlantedModels.Make();
        NetworkFile.Save(Path.Combine(folder, "generator.safetensors"), models.Generator);
        var provenance = new Provenance("test", "", 1, 1, new Dictionary<string, string>());
        new TrajectoryFile(models.EdToEs, null, 1, null, provenance).Write(Path.Combine(folder, "ed-es.json"));
        new TrajectoryFile(models.Trajectories[1], null, 1, null, provenance).Write(Path.Combine(folder, "frame-to-frame.json"));
        return folder;
    }

    /// <summary>Pairs of a store's frames and an array's images.</summary>
    public static ReaderStudyOptions Pairs(TemporaryFolder folder, int items = 8) =>
        new()
        {
            Task = ReaderTask.Pairs,
            Real = Store(folder.File("store"), subjects: 10, frames: 2),
            Items = items,
            Synthetic = [new SyntheticFolder("made", Array(folder.File("made.npy"), 10))],
        };

    /// <summary>Sets of a store's cines and those of two motions.</summary>
    public static ReaderStudyOptions Ranking(TemporaryFolder folder, int items = 4) =>
        new()
        {
            Task = ReaderTask.Ranking,
            Real = Store(folder.File("store"), subjects: items, frames: 5),
            Items = items,
            Hearts = new HeartsToMake(
                Models(folder.File("models")),
                [.. Enumerable.Range(0, 2 * items).Select(i => (uint)i)],
                1,
                [MotionKind.EdToEs, MotionKind.FrameToFrame],
                CPU
            ),
        };

    /// <summary>A bright blob on dark ground with grain, in [-1, 1].</summary>
    public static GrayImage Image(int side, int seed)
    {
        var random = new Random(seed);
        double x = side * (0.3 + 0.4 * random.NextDouble()),
            y = side * (0.3 + 0.4 * random.NextDouble());
        return new GrayImage(
            side,
            side,
            [
                .. Enumerable
                    .Range(0, side * side)
                    .Select(i =>
                        (float)(
                            -0.9
                            + 1.5 * Math.Exp(-(Math.Pow(i % side - x, 2) + Math.Pow(i / side - y, 2)) / side)
                            + Enumerable.Range(0, 4).Sum(_ => 0.05 * random.NextDouble())
                        )
                    ),
            ]
        );
    }
}
