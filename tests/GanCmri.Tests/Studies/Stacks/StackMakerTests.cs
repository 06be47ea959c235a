using GanCmri.Imaging.Nifti;
using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Reports.Stacks;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Stacks;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Stacks;

namespace GanCmri.Tests.Studies.Stacks;

public sealed class StackMakerTests : IDisposable
{
    private readonly HeartModels _models = PlantedModels.Make();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _models.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Write_TwoHearts_ReadsBackAsStacksOfTheirSize()
    {
        var recipe = new StackRecipe
        {
            Seeds = [3, 5],
            Slices = 5,
            Frames = 4,
        };
        SyntheticStack[] hearts = [.. new StackMaker(_models, Way()).Make(recipe)];
        var volumes = StackFiles.Write(_folder.File("out"), hearts, judged: false);
        Assert.Equal(["seed0003", "seed0005"], volumes.Select(v => v.Subject));
        var read = NiftiFile.Read(Path.Combine(_folder.File("out"), "seed0003_sa.nii.gz"), "seed0003");
        Assert.Equal(5, read.Series.Count);
        Assert.All(read.Series, s => Assert.Equal(4, s.Frames.Count));
        for (var slice = 0; slice < 5; slice++)
        for (var frame = 0; frame < 4; frame++)
            Assert.Equal(hearts[0].Slices[slice][frame].Image.Pixels, read.Series[slice].Frames[frame].Image.Pixels);
        Assert.Equal(1 + 2 * 5, File.ReadAllLines(Path.Combine(_folder.File("out"), StackFiles.Slices)).Length);
        Assert.NotEqual(hearts[0].Slices[0][0].Image.Pixels, hearts[0].Slices[4][0].Image.Pixels);
    }

    [Fact]
    public void Write_AHeart_ShowsEndDiastoleAndEndSystole()
    {
        var heart = new StackMaker(_models, Way())
            .Make(
                new StackRecipe
                {
                    Slices = 5,
                    Frames = 4,
                    Motion = MotionKind.EdToEs,
                }
            )
            .Single();
        var volumes = heart.Volumes!;
        double Sum(int frame) => heart.Slices.Sum(s => s[frame].Measures.AreaMm2);
        Assert.Equal(Enumerable.Range(0, 4).MaxBy(Sum), volumes.EdFrame);
        Assert.Equal(Enumerable.Range(0, 4).MinBy(Sum), volumes.EsFrame);
        StackFiles.Write(_folder.File("out"), [heart], judged: false);
        using var picture = SixLabors.ImageSharp.Image.Load(Path.Combine(_folder.File("out"), "seed0001.png"));
        Assert.Equal(12 + 5 * 140, picture.Width);
        Assert.Equal(2 * 34 + 2 * (2 * 24 + 128), picture.Height); // two rows
    }

    [Fact]
    public void Make_WithTheSameNetworkAsJudge_HasItsVolumesInTheTable()
    {
        using var judged = PlantedModels.Make(judged: true);
        var heart = new StackMaker(judged, Way()).Make(new StackRecipe { Slices = 5, Frames = 4 }).Single();
        Assert.Equal(heart.Volumes!.EdvMl, heart.Judged!.EdvMl);
        StackFiles.Write(_folder.File("out"), [heart], judged: true);
        var rows = File.ReadAllLines(_folder.File("out/volumes.csv")).Select(l => l.Split(',')).ToArray();
        string Cell(string column) => rows[1][Array.IndexOf(rows[0], column)];
        Assert.Equal(Cell("lv_edv_ml"), Cell("lv_edv_ml_judged"));
    }

    [Theory]
    [InlineData(0.55, null)]
    [InlineData(null, 0.55)]
    public void Validate_AFractionForPercent_IsRefused(double? ef, double? fac) =>
        Assert.Contains(
            "not 0.55",
            Assert.Throws<InputException>(() => new StackRecipe { EfPercent = ef, FacPercent = fac }.Validate()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Beside_ANetworkThatSeesSmallerCavities_HasItsVolumesAndDoubtsTheOutlines()
    {
        var heart = new StackMaker(_models, Way()).Make(new StackRecipe { Slices = 5, Frames = 4 }).Single();
        Assert.Null(heart.Judged);
        var judged = heart.Beside(heart.Slices.Select(s => (MeasuredFrame[])[.. s.Select(f => f with { Measures = Smaller(f.Measures) })]));
        Assert.Equal(0.7 * heart.Volumes!.EdvMl, judged.Judged!.EdvMl, 1e-9);
        Assert.Equal(heart.Volumes.EdvMl, judged.Volumes!.EdvMl);
        Assert.Equal(1, judged.Volumes.DoubtfulShare, 1e-9);

        static LvMeasures Smaller(LvMeasures m) => m with { AreaPx = 0.7 * m.AreaPx, AreaMm2 = 0.7 * m.AreaMm2 };
    }

    [Fact]
    public void Write_SlicesTable_AddsUpToTheVolumes()
    {
        // The first shows the atrium, which volumes leave out; the third is largest when the heart is smallest; the last ends.
        double[][] areas =
        [
            [500, 900],
            [1000, 700],
            [900, 950],
            [600, 300],
            [100, double.NaN],
        ];
        var made = new StackMaker(_models, Way()).Make(new StackRecipe { Slices = 5, Frames = 2 }).Single();
        var heart = made with
        {
            Slices =
            [
                .. made.Slices.Select(
                    (s, i) =>
                        (IReadOnlyList<MeasuredFrame>)
                            [.. s.Select((f, t) => f with { Measures = f.Measures with { AreaMm2 = areas[i][t] } })]
                ),
            ],
        };
        StackFiles.Write(_folder.File("out"), [heart], judged: false);
        var rows = File.ReadAllLines(_folder.File("out/slices.csv")).Select(l => l.Split(',')).ToArray();
        Assert.Equal(["ed_area_mm2", "es_area_mm2"], rows[0][5..7]);
        Assert.Equal(["", "1000", "900", "600", "100"], rows[1..].Select(r => r[5]));
        Assert.Equal(["", "700", "950", "300", ""], rows[1..].Select(r => r[6]));
        Assert.Equal(2600 * heart.SliceMm / 1000, heart.Volumes!.EdvMl, 1e-9);
        Assert.Equal(1950 * heart.SliceMm / 1000, heart.Volumes.EsvMl, 1e-9);
    }

    [Fact]
    public void Write_AnEjectionFractionThatIsNotReached_IsFlagged()
    {
        var heart = new StackMaker(_models, Way()).Make(new StackRecipe { Slices = 5, Frames = 4 }).Single();
        var ef = heart.Volumes!.EfPercent;
        foreach (var (asked, flagged) in new[] { (ef + 5, true), (ef + .9, false) })
        {
            var volumes = StackFiles.Write(_folder.File("out"), [heart with { AskedEfPercent = asked }], judged: false);
            Assert.Equal(flagged, volumes[0].Doubt.Contains(StackFiles.TargetMissed, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Make_ABeatThatDrifts_IsClosed()
    {
        float[] Step(int t) => [.. Enumerable.Range(0, _models.EdToEs.Length).Select(i => .02f + .3f * MathF.Sin(t + i))];
        var open = new FrameToFrame([.. Enumerable.Range(0, 9).Select(Step)]);
        float[][] Pixels(FrameToFrame motion) =>
            [
                .. new StackMaker(Moving(motion), Way())
                    .Make(new StackRecipe { Slices = 4, Frames = 10 })
                    .Single()
                    .Slices[1]
                    .Select(f => f.Image.Pixels),
            ];
        Assert.All(
            Pixels(open).Zip(Pixels(open.Closed())),
            f => Assert.All(f.First.Zip(f.Second), p => Assert.Equal(p.First, p.Second, .001f))
        );
    }

    [Fact]
    public void Make_AGeneratorThatWasToldPlaces_MakesTheSeedAtEach_AtItsOwnEndDiastole()
    {
        using var models = new HeartModels
        {
            Generator = PlantedModels.LabelledGenerator(),
            Segmenter = PlantedModels.BrightnessSegmenter(),
            Device = TorchSharp.torch.CPU,
            EdToEs = _models.EdToEs,
            Trajectories = [_models.EdToEs],
            Directions = [],
        };
        Assert.Null(StackMaker.Way(models, new ModelFolder(_folder.File("without")))); // and asks for no file
        var heart = new StackMaker(models, null).Make(new StackRecipe { Slices = 4, Frames = 2 }).Single();
        var maker = new FrameMaker(models.Generator, models.Segmenter, heart.FieldMm);
        LabelValue[] asked = [LabelValue.EndDiastole, LabelValue.Position(1 / 3.0)];
        var latent = LatentImages.OfSeeds(models.Generator, [1], .8, asked)[0];
        Assert.Equal(maker.MakeOne(latent).Image.Pixels, heart.Slices[1][0].Image.Pixels, (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.NotEqual(heart.Slices[1][0].Image.Pixels, heart.Slices[2][0].Image.Pixels);
    }

    [Fact]
    public void SliceMm_OfAHeart_GivesTheVentricleItsLength()
    {
        var heart = new StackMaker(_models, Way()).Make(new StackRecipe { Slices = 6, Frames = 2 }).Single();
        var areas = heart.Slices.Select(s => s[0].Measures.AreaMm2).Where(a => a > 0).ToArray();
        Assert.NotEmpty(areas);
        Assert.Equal(SyntheticStack.LengthOverDiameter * 2 * Math.Sqrt(areas.Max() / Math.PI), areas.Length * heart.SliceMm, precision: 6);
    }

    [Theory]
    [InlineData(3, 20, .8)]
    [InlineData(10, 1, .8)]
    [InlineData(10, 20, 1.5)]
    public void Make_OutOfRange_SaysSo(int slices, int frames, double psi) =>
        Assert.Throws<InputException>(() =>
            new StackMaker(_models, Way())
                .Make(
                    new StackRecipe
                    {
                        Slices = slices,
                        Frames = frames,
                        Psi = psi,
                    }
                )
                .ToArray()
        );

    [Fact]
    public void Make_EfAskedFor_IsReached()
    {
        double Ef(double? asked) =>
            new StackMaker(_models, Way())
                .Make(
                    new StackRecipe
                    {
                        Slices = 4,
                        Frames = 4,
                        Motion = MotionKind.EdToEs,
                        EfPercent = asked,
                    }
                )
                .Single()
                .Volumes!.EfPercent;
        var own = Ef(null);
        Assert.InRange(own, 2, 80);
        Assert.Equal(.6 * own, Ef(.6 * own), 1.0);
        Assert.Equal(1.2 * own, Ef(1.2 * own), 1.0);
    }

    [Theory]
    [InlineData(.6)]
    [InlineData(1.3)]
    public void Make_FacAskedFor_IsThatOfTheMiddleSlice(double share)
    {
        // The cavity first grows, so that its change is more than that from the first frame.
        var way = _models.EdToEs.ToEndSystole(9);
        var swelling = new FrameToFrame([
            .. new[] { -.4f, .5f, .5f, -.3f, -.3f }.Select(s => Vectors.AddScaled(new float[way.Length], s, way)),
        ]);
        SyntheticStack Heart(double? asked) =>
            new StackMaker(Moving(swelling), Way())
                .Make(
                    new StackRecipe
                    {
                        Slices = 5,
                        Frames = 6,
                        FacPercent = asked,
                    }
                )
                .Single();
        double Fac(SyntheticStack heart) => heart.Beat(heart.Slices[2]).FacPercent;
        var own = Fac(Heart(null));
        Assert.InRange(own, 2, 70);
        var heart = Heart(share * own);
        Assert.Equal(share * own, Fac(heart), SyntheticStack.TolerancePercent);
        Assert.False(heart.MissesTarget);
    }

    [Fact]
    public void Make_EfBesideFac_IsRefused() =>
        Assert.Throws<InputException>(() =>
            new StackMaker(_models, Way()).Make(new StackRecipe { FacPercent = 50, EfPercent = 50 }).ToArray()
        );

    // The same networks, which stay those of _models.
    private HeartModels Moving(Trajectory motion) =>
        new()
        {
            Generator = _models.Generator,
            Segmenter = _models.Segmenter,
            Device = _models.Device,
            EdToEs = _models.EdToEs,
            Trajectories = [motion],
            Directions = _models.Directions,
        };

    private StackTrajectory Way()
    {
        var length = _models.EdToEs.Length;
        var random = new Random(1);
        float[] way = [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - .5))];
        return new StackTrajectory([way], new SlicePlace(new float[length], .5, new float[length], 1));
    }
}
