using GanCmri.Phenotypes.Curves;
using GanCmri.Runtime;

namespace GanCmri.Tests.Phenotypes.Curves;

public sealed class AreaCurvesTests
{
    [Fact]
    public void Of_AreasThatBeginLate_TurnsToEndDiastole()
    {
        var curve = AreaCurve.Of([50, 80, 100, 75], 4)!;
        Assert.Equal([1, .75, .5, .8], curve.Shares);
        Assert.Equal((50, .5), (curve.FacPercent, curve.EndSystole));
        Assert.Equal(.625, curve.At(.375), precision: 9);
        Assert.Equal(.9, curve.At(.875), precision: 9); // on the way back to the beginning
        Assert.Equal([1, .9, .8, .92], curve.WithFac(20).Shares.Select(s => Math.Round(s, 9)));
        Assert.Null(AreaCurve.Of([50, double.NaN, 100, 75], 4));
        Assert.Null(AreaCurve.Of([100, 99, 98, 99], 4));
    }

    [Fact]
    public void Fit_PlantedHearts_DrawsHeartsLikeThem()
    {
        var random = new Random(1);
        double Normal() => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
        SubjectCurve[] planted =
        [
            .. Enumerable.Range(0, 400).Select(i => new SubjectCurve($"S{i / 4}", Planted(45 + 8 * Normal(), .35 + .04 * Normal()))),
        ];
        var curves = AreaCurves.Fit(planted);
        AreaCurve[] drawn = [.. Enumerable.Range(0, 400).Select(i => curves.Draw(i))];
        Assert.InRange(drawn.Average(c => c.FacPercent), 43, 47);
        Assert.InRange(Sd(drawn.Select(c => c.FacPercent)), 5.5, 9);
        Assert.InRange(drawn.Average(c => c.EndSystole), .32, .38);
        Assert.InRange(Sd(drawn.Select(c => c.EndSystole)), .025, .055);
        Assert.All(drawn, c => Assert.InRange(c.Shares.Max(), .999, 1.001));
        Assert.Equal(curves.Draw(7).Shares, curves.Draw(7).Shares);
        Assert.InRange(curves.MeanCurve.FacPercent, 42, 48);
    }

    [Fact]
    public void Fit_ASubjectOfManySlices_WeighsNoMore()
    {
        SubjectCurve[] planted =
        [
            .. Enumerable.Range(0, 30).Select(_ => new SubjectCurve("A", Planted(60, .35))),
            .. Enumerable.Range(0, 3).Select(i => new SubjectCurve($"B{i}", Planted(20, .35))),
        ];
        Assert.InRange(AreaCurves.Fit(planted).MeanCurve.FacPercent, 28, 32);
    }

    [Fact]
    public void Fit_FewCurves_SaysSo() => Assert.Throws<InputException>(() => AreaCurves.Fit([new SubjectCurve("A", Planted(50, .4))]));

    [Fact]
    public void Write_AndRead_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("area-curves.json");
        var curves = AreaCurves.Fit([.. Enumerable.Range(0, 20).Select(i => new SubjectCurve($"S{i}", Planted(30 + i, .3 + i / 200.0)))]);
        new AreaCurveFile(curves, 20, 20).Write(file);
        Assert.Equal(curves.Draw(3).Shares, AreaCurveFile.Read(file).Curves.Draw(3).Shares);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"sd\":[", "\"sd\":[-1,", StringComparison.Ordinal));
        Assert.Throws<InputException>(() => AreaCurveFile.Read(file));
    }

    [Fact]
    public void Read_TableOfFrames_TakesWholeBeatsOnly()
    {
        using var folder = new TemporaryFolder();
        var curve = Planted(50, .4);
        string Rows(string subject, int slice, int frames, int without = -1) =>
            string.Concat(
                Enumerable
                    .Range(0, frames)
                    .Select(t =>
                        FormattableString.Invariant(
                            $"{subject},,{slice},{t},{(t == without ? "" : $"{2000 * curve.At(t / (double)frames):F1}")}\n"
                        )
                    )
            );
        var file = folder.File("frames.csv");
        File.WriteAllText(
            file,
            "subject,series,slice,frame_number,lv_area_mm2\n" + Rows("A", 1, 20) + Rows("A", 2, 20, without: 5) + Rows("B", 1, 6)
        );
        var (subject, read) = Assert.Single(MeasuredCurves.Read(file, "lv_area_mm2"));
        Assert.Equal("A", subject);
        Assert.InRange(read.FacPercent, 47, 50.1);
    }

    [Fact]
    public void Read_TwoStudiesOfOneSubject_AreCurvesOfTheirOwn()
    {
        using var folder = new TemporaryFolder();
        string Rows(string study, double area, double fac) =>
            string.Concat(
                Enumerable
                    .Range(0, 20)
                    .Select(t => FormattableString.Invariant($"A,,1,{t},{area * Planted(fac, .4).At(t / 20.0):F1},{study}\n"))
            );
        var rows = Rows("baseline", 2000, 50) + Rows("followup", 900, 30);
        var file = folder.File("frames.csv");
        File.WriteAllText(file, "subject,series,slice,frame_number,lv_area_mm2,study\n" + rows);
        double[] contractions = [.. MeasuredCurves.Read(file, "lv_area_mm2").Select(c => c.Curve.FacPercent)];
        Assert.Equal(2, contractions.Length);
        Assert.InRange(contractions[0], 47, 50.1);
        Assert.InRange(contractions[1], 28, 30.1);
        File.WriteAllText(file, "subject,series,slice,frame_number,lv_area_mm2,visit\n" + rows);
        var refused = Assert.Throws<InputException>(() => MeasuredCurves.Read(file, "lv_area_mm2"));
        Assert.Equal("one frame number twice in a cine", refused.Found);
    }

    private static AreaCurve Planted(double fac, double systole) =>
        new([
            .. Enumerable
                .Range(0, AreaCurves.Steps)
                .Select(i => i / (double)AreaCurves.Steps)
                .Select(p => p < systole ? p / systole : (1 - p) / (1 - systole))
                .Select(way => 1 - fac / 100 * (1 - Math.Cos(Math.PI * way)) / 2),
        ]);

    private static double Sd(IEnumerable<double> values) => MathNet.Numerics.Statistics.Statistics.StandardDeviation(values);
}
