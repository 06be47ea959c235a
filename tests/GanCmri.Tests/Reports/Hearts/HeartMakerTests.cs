using System.Text;
using GanCmri.Imaging.Hearts;
using GanCmri.Latents;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Curves;
using GanCmri.Reports;
using GanCmri.Reports.Hearts;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Contraction;
using GanCmri.Trajectories.Motion;
using static TorchSharp.torch;

namespace GanCmri.Tests.Reports.Hearts;

public sealed class HeartMakerTests
{
    [Fact]
    public void Make_FacAsked_ContractsAsMuch()
    {
        using var models = ReportModels.Load("sax64", segmenter: null, CPU);
        var maker = new HeartMaker(models);
        foreach (var asked in new[] { 20.0, 50 })
        {
            var heart = maker.Make(
                new HeartRecipe
                {
                    Seed = 7,
                    FacPercent = asked,
                    Frames = 10,
                }
            );
            Assert.InRange(heart.Beat.FacPercent, asked - 4, asked + 4);
        }
    }

    [Fact]
    public void SeenBy_ThatSegmenterOrAnother_MeasuresTheSameFrames()
    {
        using var models = ReportModels.Load("sax64", segmenter: null, CPU);
        using var judge = Segmenter.Load(ShippedModels.Judge(null)!, CPU);
        var maker = new HeartMaker(models);
        var heart = maker.Make(
            new HeartRecipe
            {
                Seed = 7,
                LvAreaMm2 = 2000,
                Frames = 6,
            }
        );

        var (own, other) = (maker.SeenBy(heart, models.Hearts.Segmenter), maker.SeenBy(heart, judge));

        Assert.Equal(heart.AtEndDiastole.AreaMm2, own.AtEndDiastole.AreaMm2, tolerance: 2);
        Assert.Equal(heart.Beat.FacPercent, own.Beat.FacPercent, tolerance: 0.2);
        Assert.NotEqual(own.AtEndDiastole.AreaMm2, other.AtEndDiastole.AreaMm2);
        Assert.InRange(other.AtEndDiastole.AreaMm2, 1800, 2200);
        var heads = Heads(HeartFiles.Bytes(HeartFiles.Csv, heart, other));
        Assert.Equal(["lv_area_mm2_judged", "sphericity_index_judged", "flags"], heads[^3..]);
        Assert.Equal([.. heads[..^3], "flags"], Heads(HeartFiles.Bytes(HeartFiles.Csv, heart)));

        static string[] Heads(ReadOnlyMemory<byte> csv) => Encoding.UTF8.GetString(csv.Span).Split('\n')[0].TrimEnd().Split(',');
    }

    [Fact]
    public void Make_FacAsked_LeavesWhatNobodyAskedFor()
    {
        using var models = ReportModels.Load("sax64", segmenter: null, CPU);
        var recipe = new HeartRecipe
        {
            Seed = 18, // its fullest frame is another when it contracts so much
            FacPercent = 80,
            Frames = 10,
        };
        var maker = new HeartMaker(models);
        var (own, heart) = (maker.Make(recipe with { FacPercent = null }), maker.Make(recipe));
        Assert.InRange(heart.Beat.FacPercent, 78, 82);
        Assert.InRange(heart.AtEndDiastole.SphericityIndex - own.AtEndDiastole.SphericityIndex, -.004, .004);
        Assert.InRange(heart.AtEndDiastole.AreaMm2 / own.AtEndDiastole.AreaMm2, .98, 1.02);
    }

    [Fact]
    public void Make_AnAreaAsked_IsThatOfTheFirstFrame()
    {
        using var models = ReportModels.Load(folder: null, segmenter: null, CPU);
        var recipe = new HeartRecipe
        {
            Seed = 7,
            Frames = 12,
            LvAreaMm2 = 2400,
        };
        var heart = new HeartMaker(models).Make(recipe);
        Assert.Equal(0, heart.Beat.EdFrame);
        Assert.InRange(heart.Measures[0].AreaMm2, .99 * 2400, 1.01 * 2400);
    }

    [Fact]
    public void Make_AHeart_BeginsAtEndDiastoleAndDoesNotJumpBackThere()
    {
        using var models = ReportModels.Load(folder: null, segmenter: null, CPU);
        var heart = new HeartMaker(models).Make(new HeartRecipe { Seed = 7, Frames = 30 });
        double[] areas = [.. heart.Measures.Select(m => m.AreaMm2)];
        AssertNoJump([.. areas.Zip(areas.Skip(1).Append(areas[0]), (a, b) => Math.Abs(a - b))]);
        float[][] pixels = [.. heart.Frames.Select(f => f.Image.Pixels)];
        AssertNoJump([.. pixels.Zip(pixels.Skip(1).Append(pixels[0]), (a, b) => (double)a.Zip(b, (x, y) => MathF.Abs(x - y)).Sum())]);
        string[][] rows = Rows(heart);
        Assert.Equal(["frame", "phase", "cycle_fraction", "time_ms"], rows[0]);
        Assert.Equal(["0", "ED", "0", "0"], rows[1]);
        Assert.Equal(("ES", "0.1"), (rows[1 + heart.Beat.EsFrame][1], rows[4][2]));
        Assert.Equal(2, rows[1..].Count(r => r[1].Length > 0));
    }

    private static void AssertNoJump(double[] steps) =>
        Assert.True(steps[^1] <= steps[..^1].Max(), $"last to first {steps[^1]}, neighbours up to {steps[..^1].Max()}");

    // Frame, phase, cycle_fraction and time_ms of heart.csv.
    private static string[][] Rows(BeatingHeart heart) =>
        [.. Encoding.UTF8.GetString(HeartFiles.Bytes(HeartFiles.Csv, heart).Span).TrimEnd().Split('\n').Select(l => l.Split(',')[3..7])];

    [Fact]
    public void Cine_OfACurve_FollowsIt()
    {
        using var models = ReportModels.Load(folder: null, segmenter: null, CPU);
        var maker = new FrameMaker(models.Hearts.Generator, models.Hearts.Segmenter, new HeartCrop().FieldMm, batchSize: 16);
        var heart = models.Hearts.EdToEs.TowardsEndDiastole(LatentImages.OfSeeds(models.Hearts.Generator, [7], .8)[0]);
        var curve = new AreaCurve([1, .95, .85, .7, .6, .55, .65, .8, .85, .95]);
        var latents = new AreaCurveSearch(maker).Cine(models.Trajectory(MotionKind.FrameToFrame), heart, curve, 10)!;
        double[] areas = [.. maker.Make(latents, _ => { }, default).Select(f => f.Measures.AreaMm2)];
        Assert.All(curve.Shares.Zip(areas), p => Assert.InRange(p.Second / areas[0], p.First - .05, p.First + .05));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(90)]
    [InlineData(double.NaN)]
    public void Validate_FacOutOfRange_SaysSo(double fac) =>
        Assert.Contains("90 %", Assert.Throws<InputException>(() => new HeartRecipe { FacPercent = fac }.Validate()).Message);
}
