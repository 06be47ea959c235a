using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Phenotypes.Curves;

/// <summary>
/// How the areas of hearts run over the beat: a functional principal component analysis (Ramsay and Silverman 2005, chapter 8) of curves
/// whose end-systoles were first brought to one phase, so that a late systole does not pass for a shallow one; the phase itself varies
/// with the curve. Every subject weighs the same, however many slices it has.
/// </summary>
/// <param name="Mean">Shares of the end-diastolic area at even steps of warped time, then the phase of end-systole.</param>
/// <param name="Components">Each as long as the mean; found where the phase weighs as much as all steps together.</param>
/// <param name="Sd">Standard deviation of the scores of each component.</param>
internal sealed record AreaCurves(IReadOnlyList<double> Mean, IReadOnlyList<double[]> Components, IReadOnlyList<double> Sd)
{
    internal const int Steps = 32;
    internal const double WarpedSystole = .4; // where end-systole lies in warped time
    private const double Explained = .97,
        EarliestSystole = .15,
        LatestSystole = .65,
        SmallestShare = .03;
    private const int MostComponents = 6,
        FewestCurves = 8;

    /// <summary>Learns the distribution.</summary>
    /// <param name="curves">Of one slice of a subject each; the subjects, and eight curves or more.</param>
    /// <exception cref="InputException">There are too few.</exception>
    public static AreaCurves Fit(IReadOnlyList<SubjectCurve> curves)
    {
        if (curves.Count < FewestCurves)
            throw new InputException(
                "curves",
                $"whole beats of {FewestCurves} slices or more that contract",
                $"{curves.Count}",
                "measure more cines"
            );
        double[][] rows = [.. curves.Select(c => Features(c.Curve))];
        var ofSubject = curves.CountBy(c => c.Subject).ToDictionary();
        double[] weights = [.. curves.Select(c => 1.0 / ofSubject[c.Subject] / ofSubject.Count)];
        var mean = Enumerable.Range(0, Steps + 1).Select(k => rows.Zip(weights, (r, w) => w * r[k]).Sum()).ToArray();
        var centred = Matrix<double>.Build.Dense(
            rows.Length,
            Steps + 1,
            (i, k) => Math.Sqrt(weights[i]) * Weight(k) * (rows[i][k] - mean[k])
        );
        var svd = centred.Svd();
        var variances = svd.S.Select(s => s * s).ToArray();
        var (kept, sum) = (0, 0.0);
        while (kept < Math.Min(MostComponents, variances.Length) && sum < Explained * variances.Sum())
            sum += variances[kept++];
        return new AreaCurves(
            mean,
            [.. Enumerable.Range(0, kept).Select(c => svd.VT.Row(c).Select((v, k) => v / Weight(k)).ToArray())],
            [.. variances.Take(kept).Select(Math.Sqrt)]
        );
    }

    /// <summary>The curve of mean scores.</summary>
    public AreaCurve MeanCurve => Curve([.. Mean]);

    /// <summary>The curve of a heart: scores are normal, cut off at two standard deviations.</summary>
    /// <param name="seed">The heart's.</param>
    public AreaCurve Draw(long seed)
    {
        var random = new RandomStream(Seed.Derive(seed, "area curve", 0));
        double[] scores = [.. Sd.Select(sd => sd * Math.Clamp(random.Normal(), -2, 2))];
        double[] features = [.. Mean.Select((m, i) => m + scores.Select((s, k) => s * Components[k][i]).Sum())];
        return Curve(features);
    }

    private static double Weight(int feature) => feature < Steps ? 1 : Math.Sqrt(Steps);

    internal static double[] Features(AreaCurve curve)
    {
        var systole = Math.Clamp(curve.EndSystole, EarliestSystole, LatestSystole);
        return [.. Enumerable.Range(0, Steps).Select(i => curve.At(Unwarped(i / (double)Steps, systole))), systole];
    }

    private static AreaCurve Curve(double[] features)
    {
        var systole = Math.Clamp(features[^1], EarliestSystole, LatestSystole);
        var warped = new AreaCurve([1, .. features[1..^1].Select(v => Math.Clamp(v, SmallestShare, 1))]);
        return new AreaCurve([.. Enumerable.Range(0, Steps).Select(i => warped.At(Warped(i / (double)Steps, systole)))]);
    }

    private static double Unwarped(double warped, double systole) =>
        warped <= WarpedSystole
            ? warped / WarpedSystole * systole
            : systole + (warped - WarpedSystole) / (1 - WarpedSystole) * (1 - systole);

    private static double Warped(double phase, double systole) =>
        phase <= systole ? phase / systole * WarpedSystole : WarpedSystole + (phase - systole) / (1 - systole) * (1 - WarpedSystole);
}
