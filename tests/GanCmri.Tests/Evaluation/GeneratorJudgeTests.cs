using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Phenotypes;
using static TorchSharp.torch;

namespace GanCmri.Tests.Evaluation;

public sealed class GeneratorJudgeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Segmenter _segmenter = Segmenter.Shipped(CPU);

    public void Dispose()
    {
        _segmenter.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Score_OfTheTrainingFramesThemselves_IsThatOfRealTrainToRealValidation()
    {
        using var store = Store(subjects: 8);
        var judge = GeneratorJudge.Of(store, _segmenter)!;
        var score = judge.Score([.. store.Indices(DataSplit.Train).Select(store.Read)]);
        Assert.Equal(score.FrechetRealTrainToRealValidation, score.Frechet, 1e-6);
        Assert.True(score.Frechet > 0);
    }

    [Fact]
    public void Score_OfNoise_IsWorseThanOfTrainingFrames()
    {
        using var store = Store(subjects: 8);
        var judge = GeneratorJudge.Of(store, _segmenter)!;
        var random = new Random(3);
        var noise = Enumerable
            .Range(0, 8)
            .Select(_ => new GrayImage(64, 64, [.. Enumerable.Range(0, 4096).Select(_ => random.NextSingle() * 2 - 1)]))
            .ToArray();
        var score = judge.Score(noise);
        Assert.True(score.Frechet > 2 * score.FrechetRealTrainToRealValidation, $"{score}");
        Assert.True(score.Kernel > score.KernelRealTrainToRealValidation, $"{score}");
    }

    [Fact]
    public void SaveNeighbours_WritesPairs()
    {
        using var store = Store(subjects: 8);
        var path = _folder.File("neighbours.png");
        GeneratorJudge.Of(store, _segmenter)!.SaveNeighbours([store.Read(0), store.Read(1)], path);
        Assert.True(new FileInfo(path).Length > 100);
    }

    [Fact]
    public void Of_TooFewPatients_IsNoJudge()
    {
        using var store = Store(subjects: 4);
        Assert.Null(GeneratorJudge.Of(store, _segmenter));
    }

    [Fact]
    public void Of_ValidationFramesWithoutNeighbours_IsNone()
    {
        using var store = Store(subjects: 6, frames: 1);
        Assert.Null(GeneratorJudge.Of(store, _segmenter));
    }

    // Half of the subjects are held out; each has four frames of a disc of its own size.
    private FrameStore Store(int subjects, int frames = 4)
    {
        var folder = _folder.File("store");
        using (var writer = new FrameStoreWriter(folder, 64))
        {
            for (var s = 0; s < subjects; s++)
            {
                for (var f = 0; f < frames; f++)
                {
                    var radius = 8 + s + f;
                    float[] pixels =
                    [
                        .. Enumerable
                            .Range(0, 4096)
                            .Select(i => Math.Pow((i % 64) - 32, 2) + Math.Pow((i / 64) - 32, 2) < radius * radius ? 0.8f : -0.6f),
                    ];
                    writer.Add(
                        new GrayImage(64, 64, pixels),
                        new FrameRow
                        {
                            Subject = $"S{s + 1:D3}",
                            Series = $"S{s + 1:D3}-00",
                            Frame = f,
                        }
                    );
                }
            }

            writer.Finish(
                new FrameStoreInfo
                {
                    Resolution = 64,
                    FieldMm = 175,
                    AssumedPixelMm = 2.73,
                    Validation = 0.5,
                    Seed = 1,
                },
                row => row with { Split = int.Parse(row.Subject[1..]) % 2 == 0 ? DataSplit.Validation : DataSplit.Train }
            );
        }

        return FrameStore.Open(folder);
    }
}
