using GanCmri.Runtime;
using GanCmri.Statistics.Regression;
using GanCmri.Statistics.Tails;
using MathNet.Numerics.Statistics;

namespace GanCmri.Statistics.Power;

/// <summary>
/// Power of an association by simulation: studies are drawn with the effect planted and the measurement's error in it, each is analysed by
/// linear regression, and the share that finds the effect is the power. Error in the outcome does not bias the effect but hides it; a
/// measurement whose slope is not 1 biases it.
/// </summary>
public static class PowerSimulation
{
    private const int FewestSubjects = 4,
        MostSubjects = 1_000_000;

    /// <summary>Studies of one size.</summary>
    /// <param name="design">What is planted and how it is measured.</param>
    /// <param name="n">Subjects, at least 4.</param>
    /// <exception cref="InputException">The design or the size is out of range.</exception>
    public static PowerRow Of(PowerDesign design, int n)
    {
        Require(design);
        if (n is < FewestSubjects or > MostSubjects)
            throw new InputException("n", $"{FewestSubjects} to {MostSubjects} subjects", $"{n}", "correct it");
        return Row(design, n)
            ?? throw new InputException(
                "n",
                "studies in which the exposure varies",
                $"none of {n} subjects",
                "use more subjects or another share"
            );
    }

    /// <summary>The least number of subjects with a power: doubled until it is passed, then halved in between.</summary>
    /// <param name="design">What is planted and how it is measured.</param>
    /// <param name="power">Wanted share of studies that find the effect, in (0, 1).</param>
    /// <returns>4 or more; null where a million subjects are too few.</returns>
    /// <exception cref="InputException">The design or the power is out of range.</exception>
    public static PowerRow? SampleSize(PowerDesign design, double power) => SampleSize(design, power, MostSubjects);

    /// <summary>The same of at most so many subjects.</summary>
    internal static PowerRow? SampleSize(PowerDesign design, double power, int most)
    {
        Require(design);
        if (power is not (> 0 and < 1))
            throw new InputException("power", "a share above 0 and below 1", FormattableString.Invariant($"{power}"), "e.g. 0.8");
        bool Reaches(PowerRow? row) => row?.Power >= power;
        int low = FewestSubjects,
            n = low;
        var high = Row(design, n);
        while (!Reaches(high))
        {
            if (n == most || design.Effect == 0)
                return null;
            (low, n) = (n, Math.Min(most, 2 * n));
            high = Row(design, n);
        }

        while (n - low > Math.Max(1, n / 100))
        {
            var middle = (low + n) / 2;
            var row = Row(design, middle);
            if (Reaches(row))
                (high, n) = (row, middle);
            else
                low = middle;
        }

        return high;
    }

    // Null where the exposure varies in none of the studies.
    private static PowerRow? Row(PowerDesign design, int n)
    {
        var studies = new Coefficient?[design.Simulations];
        Parallel.For(0, studies.Length, i => studies[i] = Study(design, n, i));
        Coefficient[] done = [.. studies.OfType<Coefficient>()];
        if (done.Length == 0)
            return null;
        var (found, covered) = (
            done.Count(c => c.P <= design.Alpha),
            done.Count(c => c.Lower <= design.Effect && design.Effect <= c.Upper)
        );
        var bias = done.Average(c => c.Estimate) - design.Effect;
        var reach =
            Quantile.StudentT(.95, done.Length - 1)
            * ArrayStatistics.StandardDeviation(Array.ConvertAll(done, c => c.Estimate))
            / Math.Sqrt(done.Length);
        return new PowerRow(
            n,
            done.Length,
            found,
            (double)found / studies.Length,
            BinomialShare.Wilson(found, studies.Length),
            bias,
            new Interval(bias - reach, bias + reach),
            (double)covered / done.Length,
            BinomialShare.Wilson(covered, done.Length)
        );
    }

    private static Coefficient? Study(PowerDesign design, int n, int number)
    {
        var draws = new RandomStream(design.Seed, n, number);
        double[] x = new double[n],
            y = new double[n];
        for (var i = 0; i < n; i++)
        {
            x[i] = design.ExposedShare is { } share
                ? draws.Uniform() < share
                    ? 1
                    : 0
                : design.ExposureSd * draws.Normal();
            var outcome = design.Effect * x[i] + design.OutcomeSd * draws.Normal();
            y[i] = design.MeasuredSlope * outcome + design.ErrorSd * draws.Normal();
        }

        return x.Distinct().Skip(1).Any() ? LinearFit.Of(x, y).Slope : null;
    }

    private static void Require(PowerDesign design)
    {
        void Check(bool right, string name, string expected, double found)
        {
            if (!right)
                throw new InputException(name, expected, FormattableString.Invariant($"{found}"), "correct it");
        }

        Check(double.IsFinite(design.Effect), "effect", "a number", design.Effect);
        Check(design.OutcomeSd is > 0 and < double.PositiveInfinity, "sd", "a number above 0", design.OutcomeSd);
        Check(design.ExposureSd is > 0 and < double.PositiveInfinity, "exposure sd", "a number above 0", design.ExposureSd);
        Check(design.ExposedShare is null or (> 0 and < 1), "exposed share", "a share above 0 and below 1", design.ExposedShare ?? 0);
        Check(design.ErrorSd is >= 0 and < double.PositiveInfinity, "error sd", "0 or more", design.ErrorSd);
        Check(double.IsFinite(design.MeasuredSlope), "measured slope", "a number", design.MeasuredSlope);
        Check(design.Alpha is > 0 and < 1, "alpha", "a level above 0 and below 1", design.Alpha);
        Check(design.Simulations is >= 100 and <= 1_000_000, "simulations", "100 to 1000000", design.Simulations);
    }
}
