using GanCmri.Imaging.Hearts;
using GanCmri.Latents;
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
        using var models = ReportModels.Load(folder: null, segmenter: null, CPU);
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
