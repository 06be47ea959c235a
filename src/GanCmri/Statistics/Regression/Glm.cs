using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Generalised linear models with an intercept by Fisher scoring (McCullagh and Nelder 1989), with sampling weights and offset. The
/// negative binomial's dispersion is its maximum-likelihood estimate, found in turns with the coefficients (Venables and Ripley 2002,
/// section 7.4); errors take it for known.
/// </summary>
internal static class Glm
{
    private const int MaxIterations = 100;
    private const int MaxTurns = 50;

    // As in Logistic: squared length of the step in standard errors.
    private const double Near = 1e-8;
    private const double Done = 1e-12;

    /// <summary>
    /// Fits a model. Tests of independent unweighted rows are Student's t (normal family) or normal; with clusters CR2 or CR1 as
    /// <see cref="RegressionOptions"/> says; with weights Student's t with clusters (or rows) - coefficients degrees of freedom.
    /// </summary>
    /// <param name="family">Kind of outcome.</param>
    /// <param name="rows">Outcomes, columns, weights, offset.</param>
    /// <param name="options">Names, level, clusters, joint tests.</param>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, a weight is not above 0, or an outcome is none of the
    /// family.</exception>
    public static GlmFit Fit(GlmFamily family, GlmRows rows, RegressionOptions? options = null)
    {
        options ??= new RegressionOptions();
        var (y, n) = (rows.Response, rows.Response.Length);
        double[] weights = rows.Weights ?? [.. Enumerable.Repeat(1.0, n)],
            offset = rows.Offset ?? new double[n];
        if (weights.Length != n || offset.Length != n)
            throw new ArgumentException("expected weights and offset as long as the outcome", nameof(rows));
        if (weights.Any(w => !(w > 0 && double.IsFinite(w))))
            throw new ArgumentException("expected weights above 0", nameof(rows));
        Require.Finite(offset, nameof(rows));
        if (!Array.TrueForAll(y, v => IsOutcome(family, v)))
            throw new ArgumentException($"expected outcomes of the {family} family", nameof(rows));
        var design = new StandardDesign(y, rows.Columns, options);
        var start = Vector<double>.Build.Dense(design.Columns.Length + 1);
        double share = Weighted(y, weights) / weights.Sum(),
            exposed = Weighted(Array.ConvertAll(offset, Math.Exp), weights) / weights.Sum();
        start[0] = family switch
        {
            GlmFamily.Normal => share - Weighted(offset, weights) / weights.Sum(),
            GlmFamily.Binomial => Math.Log(share / (1 - share)),
            _ => Math.Log(share / exposed),
        };
        var unfitted = new GlmFit { Coefficients = [], Dropped = design.Dropped };
        var first = new GlmState(family, design, weights, offset, 0, start);
        var (state, failure) = family == GlmFamily.NegativeBinomial ? InTurns(first, design) : Climb(first, design);
        if (failure is not null || Whitening.Of(design.Columns, state.Information()) is not { } white)
            return unfitted with { Failure = failure ?? "did not converge" };
        var units = design.ToUnits();
        double[] estimates = [.. units * state.Beta];
        var errors = Errors(family, rows, options, design, state, white, units);
        return unfitted with
        {
            Coefficients = [.. estimates.Select((b, i) => errors.Of(i, design.NameOf(i), b, options.Level))],
            Covariance = errors.Covariance.ToArray(),
            Degrees = errors.Degrees,
            Deviance = state.Deviance,
            Dispersion = state.Dispersion,
            LogLikelihood = state.LogLikelihood(),
            Joint = WithLikelihoodRatios(errors.Joint(design.Joint, estimates), family, rows, design, options, state.LogLikelihood()),
        };
    }

    /// <summary>Whether a value can be an outcome of a family.</summary>
    public static bool IsOutcome(GlmFamily family, double value) =>
        family switch
        {
            GlmFamily.Normal => double.IsFinite(value),
            GlmFamily.Binomial => value is 0 or 1,
            _ => value >= 0 && value == Math.Floor(value) && double.IsFinite(value),
        };

    private static CoefficientErrors Errors(
        GlmFamily family,
        GlmRows rows,
        RegressionOptions options,
        StandardDesign design,
        GlmState state,
        Whitening white,
        Matrix<double> units
    )
    {
        var (n, k, residuals) = (rows.Response.Length, units.RowCount, state.Residuals());
        var root = units * white.Root;
        Matrix<double> Clustered(IReadOnlyList<int> clusters) =>
            units * Sandwich.Clustered(white.Root * white.Root.Transpose(), design.Columns, residuals, clusters) * units.Transpose();
        if (rows.Weights is not null)
        {
            // As R's survey package: G/(G-1), degrees of freedom G - k.
            var clusters = options.Clusters ?? [.. Enumerable.Range(0, n)];
            return CoefficientErrors.Of(Clustered(clusters) * ((n - k) / (n - 1.0)), Sandwich.Count(clusters) - k);
        }

        return options switch
        {
            { Clusters: { } clusters, ClusterErrors: ClusterErrors.Cr2 } => BiasReduced.Of(
                white,
                root,
                state.Information(),
                residuals,
                clusters,
                design.Joint
            ),
            { Clusters: { } clusters } => CoefficientErrors.Of(Clustered(clusters), Sandwich.Count(clusters) - 1),
            _ when family == GlmFamily.Normal => CoefficientErrors.Of(root * root.Transpose() * (state.Deviance / (n - k)), n - k),
            _ => CoefficientErrors.OfRoot(root, double.PositiveInfinity),
        };
    }

    private static IReadOnlyList<JointTest?> WithLikelihoodRatios(
        IReadOnlyList<JointTest?> tests,
        GlmFamily family,
        GlmRows rows,
        StandardDesign design,
        RegressionOptions options,
        double full
    )
    {
        if (options.Clusters is not null || rows.Weights is not null || family == GlmFamily.Normal)
            return tests;
        return
        [
            .. tests.Select(
                (test, i) =>
                {
                    if (test is null)
                        return null;
                    var rest = Fit(family, rows with { Columns = design.Without(options.Joint[i]) });
                    return rest.Failure is not null
                        ? test
                        : test with
                        {
                            LikelihoodRatio = Tails.Tail.ChiSquare(Math.Max(0, 2 * (full - rest.LogLikelihood)), test.Df),
                        };
                }
            ),
        ];
    }

    private static (GlmState State, string? Failure) InTurns(GlmState start, StandardDesign design)
    {
        var (state, failure) = Climb(start, design);
        for (var turn = 0; turn < MaxTurns && failure is null; turn++)
        {
            var before = state.Dispersion;
            var dispersion = BestDispersion(state);
            if (dispersion == 0 || Math.Abs(dispersion - before) < 1e-10 * dispersion)
                return (state.With(dispersion), null);
            (state, failure) = Climb(state.With(dispersion), design);
        }

        return (state, failure ?? "did not converge");
    }

    // In ln of the dispersion; at the lower end the counts vary no more than Poisson's.
    private static double BestDispersion(GlmState state)
    {
        const double lowest = -18,
            highest = 12,
            step = 1e-3;
        double Slope(double ln) =>
            (state.With(Math.Exp(ln + step)).LogLikelihood() - state.With(Math.Exp(ln - step)).LogLikelihood()) / (2 * step);
        if (Slope(-6) <= 0 && Slope(lowest / 2) <= 0)
            return 0;
        var best = GoldenSectionMinimizer
            .Minimum(ObjectiveFunction.ScalarValue(ln => -state.With(Math.Exp(ln)).LogLikelihood()), lowest, highest, 1e-4, 1000)
            .MinimizingPoint;
        return MathNet.Numerics.RootFinding.Brent.TryFindRoot(Slope, best - 0.1, best + 0.1, 1e-12, 100, out var root)
            ? Math.Exp(root)
            : Math.Exp(best);
    }

    private static (GlmState State, string? Failure) Climb(GlmState state, StandardDesign design)
    {
        for (var i = 0; i < MaxIterations; i++)
        {
            if (Whitening.Of(design.Columns, state.Information()) is not { } white)
                break;
            var gradient = white.Project(state.Residuals());
            var decrement = gradient.DotProduct(gradient);
            var step = white.Root * gradient;
            // As in Logistic: where there is no maximum, going on lowers the deviance for ever.
            if (decrement is < Near and > Done && state.At(state.Beta + step * 1000).Deviance - state.Deviance < 1e5 * decrement)
                return (state, "no finite maximum: a combination of columns has no events, or nothing else");
            if (HalvedStep.Take(step, 40, s => state.At(state.Beta + s), n => HalvedStep.Falls(n.Deviance, state.Deviance)) is not { } next)
                break;
            state = next;
            if (decrement <= Done * Math.Max(1, state.Deviance * 1e-6))
                return (state, null);
        }

        return (state, "did not converge");
    }

    private static double Weighted(double[] values, double[] weights) =>
        System.Numerics.Tensors.TensorPrimitives.Dot<double>(values, weights);
}
