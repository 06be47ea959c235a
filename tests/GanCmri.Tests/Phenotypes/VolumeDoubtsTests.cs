using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

/// <summary>What is told of volumes that there are: which frames, and what to doubt.</summary>
public class VolumeDoubtsTests
{
    // Slices from the apex to the base, mm², as whole stacks outlined by hand have them.
    private static readonly double[] Whole = [200, 900, 1500, 1800, 2000, 1900, 1500];

    [Fact]
    public void Of_AWholeStack_HasNoDoubt() => Assert.Equal("", Doubt(Whole));

    [Theory]
    [InlineData(100, "")]
    [InlineData(75, "")] // 29 %
    [InlineData(73, "StrokeVolumesDiffer")] // 31 %
    [InlineData(134, "")]
    [InlineData(137, "StrokeVolumesDiffer")]
    [InlineData(-5, "StrokeVolumesDiffer")]
    [InlineData(double.NaN, "")] // the right ventricle was not measured
    public void Of_StrokeVolumesOfBothVentricles_DifferByAThirdAtMost(double right, string doubt)
    {
        StackMeasures Volumes(double leftMl, double rightMl) =>
            new(200, 200 - leftMl, leftMl, leftMl / 2, 8, 9) { RightEdvMl = 180, RightEsvMl = 180 - rightMl };
        Assert.Equal(doubt, string.Join(' ', VolumeDoubts.Of(Volumes(100, right))));
        Assert.Empty(VolumeDoubts.Of(Volumes(100, 0) with { RightEdvMl = 0, RightEsvMl = 0 }));
    }

    [Theory]
    [InlineData("EndsBeforeApex", 1100, 1500, 1800, 2000, 1900, 1500)]
    [InlineData("EndsBeforeApex", 1500, 1900, 2000, 1800, 1500, 1100)] // the other way round
    [InlineData("", 900, 1500, 1800, 2000, 1900, 1500)] // less than half: the apex may lie within the last slice
    [InlineData("", 0, 1100, 1500, 1800, 2000, 1900, 1500)] // a slice beyond it has no cavity
    [InlineData("EndsBeforeBase", 200, 900, 1300, 1500, 1800, 2050)]
    [InlineData("", 200, 900, 1300, 1500, 1800, 1790)] // hardly narrower is enough
    [InlineData("", 200, 900, 1300, 1500, 1800, 2050, 0)]
    [InlineData("EndsBeforeApex EndsBeforeBase", 1100, 1300, 1500, 1800, 2050)]
    public void Of_AStackThatEndsWithinTheVentricle_SaysWhere(string doubt, params int[] areas) =>
        Assert.Equal(doubt, Doubt(Array.ConvertAll(areas, a => (double)a)));

    [Fact]
    public void Of_AnEndThatFillsInSystole_IsNoVentricle()
    {
        // An atrium beyond the base, and a base that is gone at end-systole: the stack goes far enough.
        Assert.Equal("", Doubt([.. Whole, 2100], es: i => i == Whole.Length ? 2200 : null));
        Assert.Equal("", Doubt([200, 900, 1300, 1500, 1800, 2050], es: i => i == 5 ? 0 : null));
    }

    [Fact]
    public void Of_OnePhase_TellsTheApexAndNotTheBase()
    {
        double[] areas = [1100, 1300, 1500, 1800, 2050];
        var volumes = StudyVolumes
            .Of([
                [.. areas.Select((a, i) => Slice(i, [a]))],
            ])
            .Single();
        Assert.Equal(["OnePhase", "EndsBeforeApex"], volumes.Doubts);
        Assert.Equal(["no ejection fraction", "volumes to look at"], volumes.Doubts.Select(VolumeDoubts.Consequence));
        Assert.All(volumes.Doubts, d => Assert.NotEqual(d, VolumeDoubts.Explain(d)));
        Assert.Equal("no volume", VolumeDoubts.Consequence(VolumeDoubts.Gap));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    public void Of_ACavityWhosePlaceIsNotTold_IsNoVolume(double? place)
    {
        MeasuredCine[] stack = [.. Whole.Select((a, i) => Slice(i, [a, .4 * a]))];
        stack[^1] = stack[^1] with { SliceLocationMm = place };
        Assert.Equal("NoSlicePlaces", Assert.Single(StudyVolumes.Of([stack])).Doubt);
        // Beyond the ventricle nobody misses it.
        stack[^1] = Slice(6, [0, 0]) with
        {
            SliceLocationMm = place,
        };
        Assert.Equal(6, Assert.Single(StudyVolumes.Of([stack])).Measures!.Slices);
    }

    [Fact]
    public void OfJudged_AStackScannedTwice_IsTheSameOneForBothNetworks()
    {
        // The judge sees a slice more in the second stack, and twice the areas.
        MeasuredCine[] Stack(string series, int own, int judged, double share) =>
            [
                .. Whole.Select(
                    (a, i) =>
                    {
                        MeasuredCine seen = Slice(i, [share * a * (i < own ? 1 : 0), share * a * (i < own ? .4 : 0)]),
                            other = Slice(i, [2 * share * a * (i < judged ? 1 : 0), 2 * share * a * (i < judged ? .4 : 0)]);
                        return seen with { Series = series, Frames = [.. seen.Frames.Zip(other.Frames, (f, o) => f.Beside(o))] };
                    }
                ),
            ];
        var volumes = Assert.Single(StudyVolumes.OfJudged([Stack("first", 7, 6, 1), Stack("again", 6, 7, 0.5)]));
        Assert.Equal((7, 6), (volumes.Measures!.Slices, volumes.Judged!.Slices));
        Assert.Equal(2 * Whole[..6].Sum() * 8 / 1000, volumes.Judged.EdvMl, 1e-9);
    }

    [Fact]
    public void WriteSubjects_EndDiastoleAndEndSystole_AreTold()
    {
        using var folder = new TemporaryFolder();
        MeasuredCine[] Stack(string subject, int slices, params double[] shares) =>
            [.. Whole[..slices].Select((a, i) => Slice(i, [.. shares.Select(s => s * a)]) with { Subject = subject })];
        var volumes = StudyVolumes.Of([
            Stack("beats", 7, .9, 1, .7, .4, .6),
            Stack("ED", 7, 1),
            Stack("few", 2, 1, .5),
            Stack("still", 7, 1, 1),
        ]);
        PhenotypeTables.WriteSubjects(folder.File("s.csv"), volumes);
        string[][] cells = [.. File.ReadAllLines(folder.File("s.csv")).Select(l => l.Split(','))];
        var (ed, es) = (Array.IndexOf(cells[0], "ed_frame_number"), Array.IndexOf(cells[0], "es_frame_number"));
        Assert.Equal(["ED 0 ", "beats 1 3", "few  ", "still 0 "], cells.Skip(1).Select(row => $"{row[0]} {row[ed]} {row[es]}"));
        Assert.Equal((1, 3), (volumes[1].Measures!.EdFrame, volumes[1].Measures!.EsFrame));
        Assert.Equal((0, -1), (volumes[0].Measures!.EdFrame, volumes[0].Measures!.EsFrame));
    }

    // Each slice keeps 0.4 of its area at end-systole; 0 is no cavity.
    private static string Doubt(double[] areas, Func<int, double?>? es = null) =>
        StudyVolumes
            .Of([
                [.. areas.Select((a, i) => Slice(i, [a, es?.Invoke(i) ?? .4 * a]))],
            ])
            .Single()
            .Doubt;

    private static MeasuredCine Slice(int place, double[] areas)
    {
        LvMeasures[] frames = [.. areas.Select(Frame)];
        return new MeasuredCine(
            "s",
            place,
            8.0 * place,
            [.. areas.Select((_, t) => $"{t}")],
            [.. areas.Select((_, t) => t)],
            [.. areas.Select(_ => "")],
            [.. areas.Select((_, t) => 40.0 * t)],
            frames,
            CineMeasures.Of(frames, [.. areas.Select((_, t) => 40.0 * t)])
        );
    }

    private static LvMeasures Frame(double areaMm2)
    {
        var none = new Segmentation(new Mask(1, 1, new bool[1]), new GrayImage(1, 1, [0]), null, 0, QualityFlags.NoCavity);
        var frame = LvMeasures.Of(new GrayImage(1, 1, [0]), none, new PixelSpacing(1, 1));
        return areaMm2 > 0 ? frame with { AreaMm2 = areaMm2, AreaPx = areaMm2, Flags = QualityFlags.None } : frame;
    }
}
