using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

public class MeasuresTests
{
    [Fact]
    public void LvMeasures_Ellipse_InMillimetresAndIntensity()
    {
        var p = Shapes.Ellipse(64, 30, 34, 12, 8, 0.4);
        var frame = new GrayImage(64, 64, Array.ConvertAll(p.Pixels, v => v >= 0.5f ? 7f : 1f));
        var m = LvMeasures.Of(frame, new Segmentation(Shapes.Threshold(p), p, null, 0.01, QualityFlags.None), new PixelSpacing(1.5, 1.5));
        Assert.Equal(Math.PI * 12 * 8, m.AreaPx, 1.0);
        Assert.Equal(Math.PI * 12 * 8 * 2.25, m.AreaMm2, 3.0);
        Assert.Equal(36, m.MajorAxisMm, 0.1);
        Assert.Equal(24, m.MinorAxisMm, 0.1);
        Assert.Equal(8 / 12.0, m.SphericityIndex, 0.003);
        Assert.Equal(7, m.CavityIntensity, 1e-6);
        Assert.True(double.IsNaN(m.WallThicknessMm) && double.IsNaN(m.MyocardialIntensity));
    }

    [Fact]
    public void LvMeasures_NoSpacing_HasPixelsButNoMillimetres()
    {
        var m = Disk(10, null);
        Assert.Equal(Math.PI * 100, m.AreaPx, 1.0);
        Assert.True(double.IsNaN(m.AreaMm2) && double.IsNaN(m.MajorAxisMm));
    }

    [Fact]
    public void CineMeasures_CosineBeat_GivesEdEsFacAndRates()
    {
        // Area 1000 + 500 cos over 20 frames of 40 ms: ED first, ES at frame 10.
        var areas = Enumerable.Range(0, 20).Select(i => 1000 + 500 * Math.Cos(2 * Math.PI * i / 20)).ToArray();
        var c = CineMeasures.Of(
            [.. areas.Select(a => Disk(Math.Sqrt(a / Math.PI), new PixelSpacing(1, 1), 96))],
            [.. Enumerable.Range(0, 20).Select(i => 40.0 * i)]
        );
        Assert.Equal((0, 10, 20), (c.EdFrame, c.EsFrame, c.MeasuredFrames));
        Assert.Equal(1500, c.EdaMm2, 3.0);
        Assert.Equal(500, c.EsaMm2, 3.0);
        Assert.Equal(100 * 1000 / 1500.0, c.FacPercent, 0.3);
        Assert.Equal(400, c.TimeToEsMs, 1e-9);
        var steepest = areas.Zip(areas.Skip(1), (a, b) => a - b).Max() / 0.04;
        Assert.Equal(steepest, c.PeakEmptyingMm2PerS, 0.02 * steepest);
        Assert.Equal(steepest, c.PeakFillingMm2PerS, 0.02 * steepest);
    }

    [Fact]
    public void CineMeasures_LargestCavityInTheLastFrame_TellsTimeToEsFromTheRWave()
    {
        double[] areas = [1400, 1000, 600, 900, 1500];
        var c = CineMeasures.Of([.. areas.Select(a => Disk(Math.Sqrt(a / Math.PI), new PixelSpacing(1, 1), 96))], [0, 100, 200, 300, 400]);
        Assert.Equal((4, 2), (c.EdFrame, c.EsFrame));
        Assert.Equal(200, c.TimeToEsMs);
    }

    [Fact]
    public void CineMeasures_NothingFound_IsNaNAndSaysSo()
    {
        var none = LvMeasures.Of(new GrayImage(10, 10, new float[100]), CavityCleaning.Clean(new float[100], new float[100], 10, 10), null);
        var c = CineMeasures.Of([none, none], [0, 1]);
        Assert.Equal((-1, -1, 0, QualityFlags.NoCavity), (c.EdFrame, c.EsFrame, c.MeasuredFrames, c.Flags));
        Assert.True(double.IsNaN(c.FacPercent));
    }

    [Fact]
    public void MarkImplausible_OneFrameTooSmall_MarksThatFrameOnly()
    {
        var frames = Enumerable.Range(0, 10).Select(i => Disk(i == 4 ? 8 : 15, null)).ToArray();
        var marked = CineMeasures.MarkImplausible(frames);
        Assert.Equal([4], Enumerable.Range(0, 10).Where(i => marked[i].Flags.HasFlag(QualityFlags.ImplausibleChange)));
    }

    [Fact]
    public void StackMeasures_Cylinder_HasItsVolume()
    {
        // Five slices of 1000 then 400 mm², 10 mm apart: 50 and 20 ml.
        var v = StackMeasures.Of([.. Enumerable.Range(0, 5).Select(i => new MeasuredSlice(-10 * i, [1000, 400]))])!;
        Assert.Equal((50, 20, 30, 60, 10, 5), (v.EdvMl, v.EsvMl, v.StrokeVolumeMl, v.EfPercent, v.SliceDistanceMm, v.Slices));
    }

    [Fact]
    public void StackMeasures_AtriumAtTheBase_IsLeftOut()
    {
        // Six slices that empty and, beyond the base, two that fill meanwhile; the apex (first) hardly moves and stays.
        MeasuredSlice[] ventricle = [new(0, [500, 510]), .. Enumerable.Range(1, 5).Select(i => new MeasuredSlice(10 * i, [1500, 700]))];
        MeasuredSlice[] atrium = [new(60, [900, 1200]), new(70, [800, 1100])];
        var found = StackMeasures.Of([.. ventricle, .. atrium])!;
        Assert.Equal(StackMeasures.Of(ventricle)! with { AtriumSlices = 2 }, found);
        Assert.Equal((6, 80.0), (found.Slices, found.EdvMl));
    }

    [Fact]
    public void StackMeasures_MissingSliceOrFrames_IsNoVolume()
    {
        Assert.Null(StackMeasures.Of([.. new[] { 0, 10, 30, 40 }.Select(z => new MeasuredSlice(z, [1000, 400]))]));
        Assert.Null(StackMeasures.Of([new(0, [1, 2]), new(10, [1, 2]), new(20, [1, 2, 3])]));
        Assert.Null(StackMeasures.Of([new(0, [1, 2]), new(10, [1, 2])]));
    }

    [Fact]
    public void StackMeasures_SliceEmptyAtEndSystole_AddsNothingThere() =>
        Assert.Equal(20, StackMeasures.Of([new(0, [1000, 1000]), new(10, [1000, 1000]), new(20, [1000, double.NaN])])!.EsvMl);

    [Fact]
    public void StackMeasures_InnerSliceMissed_LeavesThatFrameOut()
    {
        // The second frame's true volume is 30 ml; without its middle slice it would pass for the smallest.
        var v = StackMeasures.Of([new(0, [2000, 1000, 900]), new(10, [2000, double.NaN, 900]), new(20, [2000, 1000, 900])])!;
        Assert.Equal((60, 27), (v.EdvMl, v.EsvMl));
    }

    [Fact]
    public void CineMeasures_FramesOfOneTimeOrNone_GiveNoInfiniteRate()
    {
        var frames = Enumerable.Range(0, 10).Select(i => Disk(10 + i % 5, new PixelSpacing(1, 1))).ToArray();
        var c = CineMeasures.Of(frames, [0, 40, 40, 80, double.NaN, 160, 200, 240, 280, 320]);
        Assert.True(double.IsFinite(c.PeakFillingMm2PerS) && double.IsFinite(c.PeakEmptyingMm2PerS));
        Assert.True(double.IsNaN(CineMeasures.Of(frames, [.. frames.Select(_ => double.NaN)]).PeakFillingMm2PerS));
    }

    [Fact]
    public void Volumes_LongAxisBesideTheStack_AreThoseOfTheStack()
    {
        MeasuredCine Slice(double at, double radius) =>
            new(
                "s",
                0,
                at,
                ["a"],
                [0],
                [""],
                [0],
                [Disk(radius, new PixelSpacing(1, 1))],
                CineMeasures.Of([Disk(radius, new PixelSpacing(1, 1))], [0])
            );
        MeasuredCine[] stack = [Slice(0, 12), Slice(8, 10), Slice(16, 8)];
        var volumes = Assert.Single(
            StudyVolumes.Of([
                [Slice(3, 14)],
                stack,
            ])
        );
        Assert.Equal(("s", 3), (volumes.Subject, volumes.Measures!.Slices));
        Assert.Equal(8 * stack.Sum(c => c.Cine.EdaMm2) / 1000, volumes.Measures.EdvMl, 1e-9);
    }

    [Theory]
    [InlineData("FewSlices", 0, 10)]
    [InlineData("SliceGap", 0, 10, 30, 40)]
    [InlineData("SliceRepeated", 0, 10, 10, 20, 30)]
    public void WhyNot_TellsWhatIsWrong(string doubt, params int[] places) =>
        Assert.Equal(doubt, StackMeasures.WhyNot([.. places.Select(z => new MeasuredSlice(z, [1000, 400]))]));

    [Fact]
    public void WhyNot_PhasesDifferOrNoFrameIsWhole_SaysSo()
    {
        Assert.Equal("PhasesDiffer", StackMeasures.WhyNot([new(0, [1, 2]), new(10, [1, 2]), new(20, [1, 2, 3])]));
        Assert.Equal(
            "NoWholeFrame",
            StackMeasures.WhyNot([new(0, [1, 1]), new(10, [double.NaN, 1]), new(20, [1, double.NaN]), new(30, [1, 1])])
        );
        Assert.Null(StackMeasures.WhyNot([new(0, [1, 2]), new(10, [1, 2]), new(20, [1, 2])]));
    }

    [Fact]
    public void StackAndCineMeasures_OneFrameOfManyIsWhole_HaveNoEjectionFraction()
    {
        var v = StackMeasures.Of([new(0, [1000, 900]), new(10, [1000, double.NaN]), new(20, [1000, 900])])!;
        Assert.Equal(30, v.EdvMl);
        Assert.True(double.IsNaN(v.EsvMl) && double.IsNaN(v.EfPercent));
        var c = CineMeasures.Of([Disk(10, null), Disk(10, null)], [0, 40]);
        Assert.Equal((0, -1), (c.EdFrame, c.EsFrame));
        Assert.True(double.IsNaN(c.FacPercent));
    }

    [Fact]
    public void StackMeasures_MyocardiumAndRightVentricle_AreSummedAtTheLeftOnesPhases()
    {
        MeasuredSlice[] slices =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(i => new MeasuredSlice(10 * i, [1000, 700, 400]) { MyocardiumMm2 = [500, 550, 600], RightMm2 = [800, 900, 300] }),
            new MeasuredSlice(40, [double.NaN, double.NaN, double.NaN])
            {
                MyocardiumMm2 = [double.NaN, double.NaN, double.NaN],
                RightMm2 = [100, 50, 0],
            },
        ];
        var v = StackMeasures.Of(slices)!;
        Assert.Equal((40, 16), (v.EdvMl, v.EsvMl));
        Assert.Equal(1.05 * 20, v.MassG, 1e-9);
        Assert.Equal((33.0, 12.0), (v.RightEdvMl, v.RightEsvMl)); // a slice with the right ventricle alone counts
        Assert.Equal(100 * 21 / 33.0, v.RightEfPercent, 1e-9);
        var unknown = StackMeasures.Of([.. slices.Select(s => new MeasuredSlice(s.LocationMm, s.AreasMm2))])!;
        Assert.True(double.IsNaN(unknown.MassG) && double.IsNaN(unknown.RightEdvMl) && double.IsNaN(unknown.RightEfPercent));
    }

    [Fact]
    public void StudyVolumes_TwoStudies_DoNotOverwriteEachOther()
    {
        MeasuredCine[] Stack(string study, double radius, double distance) =>
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(i => new MeasuredCine(
                        "s",
                        i,
                        i * distance,
                        ["a", "b"],
                        [0, 1],
                        ["", ""],
                        [0, 40],
                        [Disk(radius, new PixelSpacing(1, 1)), Disk(radius - 2, new PixelSpacing(1, 1))],
                        CineMeasures.Of([Disk(radius, new PixelSpacing(1, 1))], [0])
                    )
                    {
                        Study = study,
                    }),
            ];
        var volumes = StudyVolumes.Of([Stack("baseline", 12, 8), Stack("followup", 10, 8), Stack("third", 10, 0)]);
        Assert.Equal(
            [("baseline", "EndsBeforeApex"), ("followup", "EndsBeforeApex"), ("third", "SliceRepeated")], // cylinders
            volumes.Select(v => (v.Study, v.Doubt))
        );
        Assert.True(volumes[0].Measures!.EdvMl > volumes[1].Measures!.EdvMl);
        Assert.Null(volumes[2].Measures);
        MeasuredCine[] repeated = [.. Stack("fourth", 12, 8).Select(c => c with { Doubts = c.Slice == 1 ? [] : ["SliceRepeated"] })];
        Assert.Equal((null, "SliceRepeated"), StudyVolumes.Of([repeated]).Select(v => (v.Measures, v.Doubt)).Single());
        using var folder = new TemporaryFolder();
        PhenotypeTables.WriteSubjects(folder.File("s.csv"), volumes);
        var lines = File.ReadAllLines(folder.File("s.csv"));
        Assert.EndsWith(",third,SliceRepeated", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("s,,,,,,", lines[3], StringComparison.Ordinal);
        PhenotypeTables.WriteSubjects(folder.File("made.csv"), volumes, areSynthetic: true);
        Assert.Equal([lines[0] + ",source", .. lines[1..].Select(l => l + ",synthetic")], File.ReadAllLines(folder.File("made.csv")));
    }

    [Theory]
    [InlineData(3, 1, 14, "DoubtfulSlices")] // at the base
    [InlineData(0, 0, 14, "DoubtfulSlices")] // at end-diastole alone
    [InlineData(0, 0, 3, "")] // the tip of the apex holds next to nothing
    [InlineData(-1, 0, 14, "")]
    public void StudyVolumes_SummedSliceIsDoubtful_SaysSo(int doubtful, int frame, double radius, string doubt)
    {
        LvMeasures Outlined(int slice, int t, double r) =>
            Disk(r, new PixelSpacing(1, 1)) with
            {
                Flags = (slice, t) == (doubtful, frame) ? QualityFlags.Uncertain : QualityFlags.None,
            };
        MeasuredCine Slice(int i, double r)
        {
            LvMeasures[] frames = [Outlined(i, 0, r), Outlined(i, 1, .6 * r)];
            return new MeasuredCine("s", i, 8.0 * i, ["a", "b"], [0, 1], ["", ""], [0, 40], frames, CineMeasures.Of(frames, [0, 40]));
        }

        MeasuredCine[] ventricle = [.. Enumerable.Range(0, 4).Select(i => Slice(i, i == Math.Max(0, doubtful) ? radius : 15))];
        var volumes = StudyVolumes.Of([
            [Slice(-1, 0), .. ventricle, Slice(4, 0)],
        ]); // goes on beyond both ends
        Assert.Equal(doubt, volumes.Single().Doubt);
        Assert.True(double.IsFinite(volumes.Single().Measures!.EfPercent));
    }

    [Fact]
    public void MaskAgreement_ShiftedSquares_GivesDiceAndHausdorff()
    {
        Mask Square(int left) =>
            new(20, 20, [.. Enumerable.Range(0, 400).Select(i => i / 20 is >= 5 and < 15 && i % 20 >= left && i % 20 < left + 10)]);
        var a = MaskAgreement.Of(Square(3), Square(5));
        Assert.Equal(0.8, a.Dice, 1e-12);
        Assert.Equal(2, a.HausdorffPx, 1e-12);
        var empty = new Mask(20, 20, new bool[400]);
        Assert.Equal(1, MaskAgreement.Of(empty, empty).Dice);
        Assert.Equal(0, MaskAgreement.Of(empty, Square(3)).Dice);
        Assert.True(double.IsNaN(MaskAgreement.Of(empty, Square(3)).HausdorffPx));
    }

    private static LvMeasures Disk(double radius, PixelSpacing? spacing, int side = 64)
    {
        var p = Shapes.Ellipse(side, side / 2.0, side / 2.0, radius, radius, 0);
        return LvMeasures.Of(p, new Segmentation(Shapes.Threshold(p), p, null, 0, QualityFlags.None), spacing);
    }
}
