using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

/// <summary>Volumes of labels, which stand beside the measured ones.</summary>
public class LabelledVolumesTests
{
    private const double Untold = double.NaN;
    private static readonly double[] Areas = [300, 900, 1500, 1800, 2000];

    [Fact]
    public void Of_LabelsAtTwoFrames_AreEndDiastoleAndEndSystole()
    {
        var volumes = Volumes(a => [Untold, 2 * a, a, Untold]);
        Assert.Equal(2 * Areas.Sum() * 8 / 1000, volumes.Labelled!.EdvMl, 1e-9);
        Assert.Equal(50, volumes.Labelled.EfPercent, 1e-9);
        Assert.Equal(volumes.Labelled.EdvMl / 2 * 1.05, volumes.Labelled.MassG, 1e-9);
        Assert.Equal((2 * volumes.Labelled.EdvMl, 50), (volumes.Labelled.RightEdvMl, volumes.Labelled.RightEfPercent));
        Assert.Equal(60, volumes.Measures!.EfPercent, 1e-9); // as measured
    }

    [Fact]
    public void Of_ASliceThatIsLargerAtEndSystole_CountsAsItWasOutlined()
    {
        MeasuredCine[] stack = [.. Areas.Select((a, i) => Cine(i, a).Labelled(a, .4 * a, Untold, Untold))];
        stack[^1] = Cine(4, 2000).Labelled(1000, 1200, Untold, Untold);
        Assert.Equal((1000 + Areas[..4].Sum()) * 8 / 1000, LabelledVolumes.Of(stack)!.EdvMl, 1e-9);
    }

    [Fact]
    public void Of_AFrameInWhichOneSliceAloneIsOutlined_IsNoPhase()
    {
        MeasuredCine[] stack = [.. Areas.Select((a, i) => Cine(i, a).Labelled(2 * a, a, i == 2 ? 400 : 0, Untold))];
        Assert.Equal(50, LabelledVolumes.Of(stack)!.EfPercent, 1e-9);
    }

    [Theory]
    [InlineData("ED", 52.0, null)]
    [InlineData("ES", null, 52.0)]
    [InlineData("", null, null)] // nobody says which phase it is
    public void Of_OneLabelledFrameOfSeveral_IsOfThePhaseThatIsTold(string phase, double? edv, double? esv)
    {
        var volumes = LabelledVolumes.Of([
            .. Areas.Select((a, i) => Cine(i, a).Labelled(Untold, a, Untold, Untold) with { Phases = ["", phase, "", ""] }),
        ]);
        Assert.Equal((edv ?? double.NaN, esv ?? double.NaN), (volumes?.EdvMl ?? double.NaN, volumes?.EsvMl ?? double.NaN));
    }

    [Fact]
    public void Of_NoLabels_IsNull()
    {
        Assert.Null(Volumes(_ => [Untold, Untold, Untold, Untold]).Labelled);
        Assert.Null(Volumes(_ => [0, 0, 0, 0]).Labelled);
    }

    [Fact]
    public void Of_StacksOfEdAndEs_AreOneHeart()
    {
        MeasuredCine[] Stack(string phase, double share) =>
            [
                .. Areas.Select(
                    (a, i) => MadeCines.Slice(i, share * a).Labelled(1.1 * share * a) with { Series = "P_" + phase, Phases = [phase] }
                ),
            ];
        var volumes = Assert.Single(StudyVolumes.Of([Stack("ED", 1), Stack("ES", .4)]));
        Assert.Equal(1.1 * 52, volumes.Labelled!.EdvMl, 1e-9);
        Assert.Equal(60, volumes.Labelled.EfPercent, 1e-9);
    }

    [Fact]
    public void Of_LabelsOfStacksWithFewerSlicesThanOthersOfThePhase_AreTheStudys()
    {
        MeasuredCine[] Stack(string name, string phase, double share, bool labelled) =>
            [
                .. Areas[(labelled ? 1 : 0)..]
                    .Select(
                        (a, i) =>
                            (labelled ? MadeCines.Slice(i, share * a).Labelled(share * a) : MadeCines.Slice(i, share * a)) with
                            {
                                Series = $"P_{name}{phase}",
                                Phases = [phase],
                            }
                    ),
            ];
        var volumes = Assert.Single(
            StudyVolumes.Of([
                Stack("LV", "ED", 1, true),
                Stack("LV", "ES", .5, true),
                Stack("RV", "ED", 1, false),
                Stack("RV", "ES", .5, false),
            ])
        );
        Assert.Equal((5, 4), (volumes.Measures!.Slices, volumes.Labelled!.Slices));
        Assert.Equal(50, volumes.Labelled.EfPercent, 1e-9);
    }

    [Fact]
    public void Of_LabelsBesideTheCineThatIsMeasured_AreTheStudys()
    {
        MeasuredCine[] Frames(string phase, double share) =>
            [
                .. Areas[1..]
                    .Select((a, i) => MadeCines.Slice(i, share * a).Labelled(share * a) with { Series = "P_" + phase, Phases = [phase] }),
            ];
        MeasuredCine[] cine = [.. Areas.Select((a, i) => Cine(i, a) with { Series = "P_4d" })];
        var volumes = Assert.Single(StudyVolumes.Of([Frames("ED", 1), cine, Frames("ES", .5)]));
        Assert.Equal((5, 4), (volumes.Measures!.Slices, volumes.Labelled!.Slices));
    }

    [Fact]
    public void WriteSubjects_Labelled_HasTheLabelsVolumesBesideTheMeasuredOnes()
    {
        using var folder = new TemporaryFolder();
        PhenotypeTables.WriteSubjects(
            folder.File("s.csv"),
            [Volumes(a => [a, Untold, .5 * a, Untold])],
            hasSource: false,
            v => v.IsSynthetic,
            labelled: true
        );
        string[][] cells = [.. File.ReadAllLines(folder.File("s.csv")).Select(l => l.Split(','))];
        string Cell(string column) => cells[1][Array.IndexOf(cells[0], column)];
        Assert.Equal(("52", "26", "50"), (Cell("lv_edv_ml_labelled"), Cell("lv_esv_ml_labelled"), Cell("lv_ef_percent_labelled")));
        Assert.Equal(("60", "104"), (Cell("lv_ef_percent"), Cell("rv_edv_ml_labelled")));
        Assert.Equal("LVEDV, labelled", PhenotypeColumn.Of("lv_edv_ml_labelled")!.Label);
    }

    private static StudyVolumes Volumes(Func<double, double[]> labels) =>
        Assert.Single(
            StudyVolumes.Of([
                [.. Areas.Select((a, i) => Cine(i, a).Labelled(labels(a)))],
            ])
        );

    private static MeasuredCine Cine(int place, double area) => MadeCines.Slice(place, area, .8 * area, .4 * area, .6 * area);
}
