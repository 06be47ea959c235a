using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Tests.Evaluation;

public class CineEvaluationTests
{
    private static readonly Evaluator Means = new(
        "mean and corner",
        frames => [.. frames.Select(f => new[] { f.Pixels.Average(), f.Pixels[0] })],
        new EvaluationOptions { Resamples = 0, Splits = 2 }
    );

    [Fact]
    public void Of_CinesTooShortForClips_ComparesFramesAloneAndSaysSo()
    {
        var evaluation = CineEvaluation.Of(Means, Cines(5, 2, seed: 1), Cines(4, 2, seed: 2), trained: null);
        Assert.Equal(["frames"], evaluation.Rows.Select(r => r.Unit).Distinct());
        Assert.Equal(["9 of 9 cines have fewer than 8 frames and are not compared as clips"], evaluation.Notes);
    }

    [Fact]
    public void Of_TooFewSyntheticClips_ComparesRealOnesWithTheirControls()
    {
        var evaluation = CineEvaluation.Of(Means, Cines(5, 8, seed: 1), [.. Cines(3, 8, seed: 2), .. Cines(4, 2, seed: 3)], trained: null);
        Assert.All(evaluation.Rows.Where(r => r.Unit == "clips"), r => Assert.StartsWith("real half vs ", r.Comparison));
        Assert.Contains(evaluation.Rows, r => r.Unit == "clips");
        Assert.Equal(2, evaluation.Notes.Count);
        Assert.StartsWith("clips are not compared: 3 synthetic subjects", evaluation.Notes[1]);
    }

    [Fact]
    public void RequirePatients_OfThree_SaysHowManyAreNeeded() =>
        Assert.Contains(
            "expected at least 4 subjects, found 3",
            Assert.Throws<InputException>(() => CineEvaluation.RequirePatients(Cines(3, 1, seed: 1), "crops")).Message
        );

    private static CineSeries[] Cines(int subjects, int frames, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, subjects)
                .Select(s => new CineSeries(
                    $"s{seed}-{s}",
                    0,
                    null,
                    null,
                    [.. Enumerable.Range(0, frames).Select(t => new CineFrame(Image(random), t, $"{t}"))]
                )),
        ];
    }

    private static GrayImage Image(Random random) => new(8, 8, [.. Enumerable.Range(0, 64).Select(_ => random.NextSingle())]);
}
