using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

/// <summary>End-diastole and end-systole of one heart as stacks of their own, as P1_ED.nii.gz and P1_ES.nii.gz.</summary>
public class PhaseStackTests
{
    // Cavities from the apex to the base, mm²; 8 mm apart.
    private static readonly double[] AtEd = [300, 900, 1500, 1800, 2000, 1900],
        AtEs = [400, 700, 900, 1000, 500];

    [Fact]
    public void Of_StacksLabelledEdAndEs_AreOneHeart()
    {
        var heart = Assert.Single(StudyVolumes.Of([Stack("P1_ES", "ES", AtEs), Stack("P1_ED", "ED", AtEd)]));
        Assert.Equal("", heart.Doubt);
        var volumes = heart.Measures!;
        Near(67.2, volumes.EdvMl);
        Near(28, volumes.EsvMl);
        Near(39.2, volumes.StrokeVolumeMl);
        Near(100 * 39.2 / 67.2, volumes.EfPercent);
        Near(67.2 / 2 * 1.05, volumes.MassG);
        Near(67.2 * 1.2, volumes.RightEdvMl);
        Near(28 * 1.2, volumes.RightEsvMl);
        Assert.Equal((6, 0, 0), (volumes.Slices, volumes.EdFrame, volumes.EsFrame));
    }

    [Fact]
    public void Of_AStackLabelledEsAlone_HasNoEndDiastole()
    {
        using var folder = new TemporaryFolder();
        var heart = Assert.Single(StudyVolumes.Of([Stack("P1_ES", "ES", AtEs)]));
        Assert.Equal(["OnePhase"], heart.Doubts);
        Near(28, heart.Measures!.EsvMl);
        Near(28 * 1.2, heart.Measures.RightEsvMl);
        var unknown = new[] { heart.Measures.EdvMl, heart.Measures.EfPercent, heart.Measures.MassG, heart.Measures.RightEdvMl };
        Assert.All(unknown, v => Assert.Equal(double.NaN, v));
        PhenotypeTables.WriteSubjects(folder.File("s.csv"), [heart]);
        var lines = File.ReadAllLines(folder.File("s.csv")).Select(l => l.Split(',')).ToArray();
        string Cell(string column) => lines[1][Array.IndexOf(lines[0], column)];
        Assert.Equal(
            ["5", "", "0", "", "28", "OnePhase"],
            new[] { "slices", "ed_frame_number", "es_frame_number", "lv_edv_ml", "lv_esv_ml", "flags" }.Select(Cell)
        );
    }

    [Theory]
    [InlineData("ED")]
    [InlineData("")]
    public void Of_AnotherStackOfOnePhase_IsTakenAsEndDiastole(string phase)
    {
        var heart = Assert.Single(StudyVolumes.Of([Stack("P1", phase, AtEd)]));
        Assert.Equal(["OnePhase"], heart.Doubts);
        Near(67.2, heart.Measures!.EdvMl);
        Assert.Equal((double.NaN, 0, -1), (heart.Measures.EsvMl, heart.Measures.EdFrame, heart.Measures.EsFrame));
    }

    [Fact]
    public void Of_StacksOfBothVentricles_JoinsThoseOfOneName()
    {
        // The other pair has a slice less, and its end-systole alone one more than P1_LVES.
        var heart = Assert.Single(
            StudyVolumes.Of([
                Stack("P1_RVED", "ED", AtEd[1..]),
                Stack("P1_RVES", "ES", [.. AtEs, 100]),
                Stack("P1_LVED", "ED", [.. AtEd, 1500]),
                Stack("P1_LVES", "ES", AtEs),
            ])
        );
        Near(79.2, heart.Measures!.EdvMl);
        Near(28, heart.Measures.EsvMl);
    }

    [Fact]
    public void Of_StacksOfTwoPeople_AreNotJoined()
    {
        IReadOnlyList<MeasuredCine> other = [.. Stack("P2_ES", "ES", AtEs).Select(c => c with { Subject = "P2" })];
        Assert.Equal(["OnePhase", "OnePhase"], StudyVolumes.Of([Stack("P1_ED", "ED", AtEd), other]).Select(v => v.Doubt));
    }

    [Fact]
    public void Of_OnePhaseWithoutVolume_SaysWhyAndKeepsTheOther()
    {
        var noSystole = Assert.Single(StudyVolumes.Of([Stack("P1_ED", "ED", AtEd), Stack("P1_ES", "ES", 400, 700)]));
        Assert.Equal(["OnePhase", "FewSlices"], noSystole.Doubts);
        Near(67.2, noSystole.Measures!.EdvMl);
        var noDiastole = Assert.Single(StudyVolumes.Of([Stack("P1_ED", "ED", 300, 0, 900, 800), Stack("P1_ES", "ES", AtEs)]));
        Assert.Equal(["OnePhase", "SliceGap"], noDiastole.Doubts);
        Assert.Equal(double.NaN, noDiastole.Measures!.EdvMl);
        Near(28, noDiastole.Measures.EsvMl);
        var neither = Assert.Single(StudyVolumes.Of([Stack("P1_ED", "ED", 300), Stack("P1_ES", "ES", 400)]));
        Assert.Null(neither.Measures);
        Assert.Equal("FewSlices", neither.Doubt);
    }

    [Fact]
    public void Of_EndSystoleThatIsLarger_HasNoEjectionFraction()
    {
        var heart = Assert.Single(StudyVolumes.Of([Stack("P1_ED", "ED", AtEs), Stack("P1_ES", "ES", AtEd)]));
        Assert.Contains("NoChange", heart.Doubts);
        Assert.Equal((double.NaN, double.NaN), (heart.Measures!.StrokeVolumeMl, heart.Measures.EfPercent));
        Near(28, heart.Measures.EdvMl);
        Near(67.2, heart.Measures.EsvMl);
    }

    [Fact]
    public void Of_ACineOfMoreSlicesBesideThem_GivesTheVolumes()
    {
        double[] larger = [300, 900, 1500, 1800, 2000, 1900, 1800];
        IReadOnlyList<MeasuredCine> cine = [.. larger.Select((a, i) => Slice("P1_sa", i, ["", ""], a, a / 2))];
        var heart = Assert.Single(StudyVolumes.Of([Stack("P1_ED", "ED", AtEd), cine, Stack("P1_ES", "ES", AtEs)]));
        Assert.Equal(7, heart.Measures!.Slices);
        Near(50, heart.Measures.EfPercent);
    }

    [Fact]
    public void Of_AnEdStackOfMoreSlicesBesideACine_LeavesTheCinesEjectionFraction()
    {
        IReadOnlyList<MeasuredCine> cine = [.. AtEd[1..].Select((a, i) => Slice("P1_4d", i, ["", ""], a, a / 2))];
        var heart = Assert.Single(StudyVolumes.Of([Stack("P1_frame01", "", AtEd), cine]));
        Assert.Equal((5, 50), (heart.Measures!.Slices, heart.Measures.EfPercent));
    }

    [Fact]
    public void Of_LongAxesBesideShortOnes_GiveNoVolumesUnlessAlone()
    {
        IReadOnlyList<MeasuredCine> Turned(params double[] areas) =>
            [.. areas.Select((a, i) => Slice("4ch", i, ["", ""], a, a / 2) with { Doubts = ["NotShortAxis"] })];
        IReadOnlyList<MeasuredCine> cine = [.. AtEs.Select((a, i) => Slice("sa", i, ["", ""], a, a / 2))];
        Assert.Equal(5, Assert.Single(StudyVolumes.Of([Turned(AtEd), cine])).Measures!.Slices);
        Assert.Contains("NotShortAxis", Assert.Single(StudyVolumes.Of([Turned(AtEd)])).Doubts);
    }

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 9);

    private static IReadOnlyList<MeasuredCine> Stack(string series, string phase, params double[] areas) =>
        [.. areas.Select((a, i) => Slice(series, i, [phase], a))];

    // The wall has half of the cavity's area, the right ventricle a fifth more than it.
    private static MeasuredCine Slice(string series, int place, string[] phases, params double[] areas)
    {
        LvMeasures[] frames = [.. areas.Select(Frame)];
        double[] times = [.. areas.Select((_, t) => 300.0 * t)];
        int[] numbers = [.. areas.Select((_, t) => t)];
        string[] names = [.. numbers.Select(t => $"{t}")];
        return new MeasuredCine("P1", place, 8.0 * place, names, numbers, phases, times, frames, CineMeasures.Of(frames, times))
        {
            Series = series,
        };
    }

    private static LvMeasures Frame(double areaMm2)
    {
        var none = new Segmentation(new Mask(1, 1, new bool[1]), new GrayImage(1, 1, [0]), null, 0, QualityFlags.NoCavity);
        var frame = LvMeasures.Of(new GrayImage(1, 1, [0]), none, new PixelSpacing(1, 1)) with { RightAreaMm2 = 1.2 * areaMm2 };
        return areaMm2 > 0
            ? frame with
            {
                AreaMm2 = areaMm2,
                AreaPx = areaMm2,
                MyocardiumAreaMm2 = areaMm2 / 2,
                Flags = QualityFlags.None,
            }
            : frame;
    }
}
