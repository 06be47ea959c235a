using System.Globalization;
using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Studies.Cohorts;

/// <summary>
/// Draws subjects: covariates, and phenotypes by a Gaussian copula about what the covariates make of their means. Row r depends on the seed
/// and r only. A subject with a phenotype out of its bounds gets other phenotypes (not other covariates), so that bounds cut the
/// distribution off.
/// </summary>
/// <param name="spec">The cohort.</param>
/// <param name="seed">Seed of all randomness.</param>
internal sealed class CohortDraws(CohortSpec spec, long seed)
{
    private const int MostTries = 1000;
    private readonly Matrix<double> _root = Root(spec.Correlation);
    private readonly Matrix<double>? _covariateRoot = spec.CovariateCorrelation is { } correlation ? Root(correlation) : null;

    /// <summary>Row <paramref name="row"/>, from 0.</summary>
    /// <exception cref="InputException">Effects move a subject so far that no draw lies within bounds.</exception>
    public DrawnSubject Subject(long row) =>
        SubjectWithinBounds(row)
        ?? throw new InputException(
            "cohort",
            "effects that leave phenotypes within their bounds",
            FormattableString.Invariant($"row {row + 1}, where none of {MostTries} draws is"),
            "widen min and max, or make effects smaller"
        );

    /// <summary>The name of the subject of a row, from 0.</summary>
    internal static string NameOf(long row) => "S" + (row + 1).ToString("D4", CultureInfo.InvariantCulture);

    /// <summary>The covariates of row <paramref name="row"/>, from 0: numbers, or indices of levels.</summary>
    public double[] Covariates(long row)
    {
        double[] scores = [.. spec.Covariates.Select(c => c.Score(seed, row))];
        if (_covariateRoot is not null)
            scores = [.. _covariateRoot * Vector<double>.Build.Dense(scores)];
        return [.. spec.Covariates.Zip(scores, (c, z) => c.At(z))];
    }

    /// <summary>Row <paramref name="row"/>; null where no draw lies within bounds.</summary>
    public DrawnSubject? SubjectWithinBounds(long row)
    {
        var covariates = Covariates(row);
        double[] shifts = [.. spec.Phenotypes.Select((_, p) => spec.Covariates.Select((c, i) => c.Shift(covariates[i], p)).Sum())];
        var draws = new RandomStream(Seed.Derive(seed, "phenotypes", row));
        var targets = new double[shifts.Length];
        TargetDistribution[] distributions = [.. spec.Phenotypes.Select((p, i) => OfGroup(covariates, i) ?? p.Distribution)];
        for (var t = 0; t < MostTries; t++)
        {
            var z = _root * Vector<double>.Build.Dense(shifts.Length, _ => draws.Normal());
            for (var p = 0; p < targets.Length; p++)
                targets[p] = distributions[p].At(z[p]) + shifts[p];
            if (spec.Phenotypes.Zip(targets).All(p => p.Second >= p.First.Least && p.Second <= p.First.Most))
                return new DrawnSubject(row, NameOf(row), covariates, targets);
        }

        return null;
    }

    private static Matrix<double> Root(double[,] correlation) => Matrix<double>.Build.DenseOfArray(correlation).Cholesky().Factor;

    // The distribution that the subject's own group has of a phenotype.
    private TargetDistribution? OfGroup(double[] covariates, int phenotype) =>
        spec
            .Covariates.Zip(covariates)
            .Select(c =>
                c.First is CategoryCovariate category ? category.Levels[(int)c.Second].Distributions.ElementAtOrDefault(phenotype) : null
            )
            .FirstOrDefault(d => d is not null);
}

/// <summary>What a subject is meant to be.</summary>
/// <param name="Row">Its row, from 0.</param>
/// <param name="Name">Its name, e.g. "S0001".</param>
/// <param name="Covariates">One value a covariate: a number, or the index of a level.</param>
/// <param name="Targets">One value a phenotype, in its unit.</param>
internal sealed record DrawnSubject(long Row, string Name, IReadOnlyList<double> Covariates, IReadOnlyList<double> Targets);
