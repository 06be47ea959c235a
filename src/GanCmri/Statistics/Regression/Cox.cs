using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Cox's (1972) proportional hazards by partial likelihood, ties by Efron (1977), Newton steps. Errors are those of the information
/// (normal); with clusters those of Lin and Wei (1989) times G/(G-1), Student's t with G - 1 degrees of freedom.
/// </summary>
public static class Cox
{
    /// <summary>Fits a model.</summary>
    /// <param name="rows">Times, events, columns.</param>
    /// <param name="options">Names, level, clusters, joint tests.</param>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, a time is below 0, or nobody has the event.</exception>
    public static LikelihoodFit Fit(CoxRows rows, RegressionOptions? options = null)
    {
        options ??= new RegressionOptions();
        var design = DesignOf(rows, options);
        var model = new CoxLikelihood(rows, design.Columns);
        var climb = LikelihoodClimb.From(Vector<double>.Build.Dense(design.Columns.Length), model.At);
        var unfitted = new LikelihoodFit { Coefficients = [], Dropped = design.Dropped };
        if (climb.Top is not { } top)
            return unfitted with { Failure = climb.Failure };
        var units = design.ToUnits().SubMatrix(1, design.Columns.Length, 1, design.Columns.Length);
        var inverse = top.Inverse;
        var errors = options.Clusters is { } clusters
            ? CoefficientErrors.Of(
                units * Sandwich.OfScores(inverse, model.Scores(top.Beta), clusters) * units.Transpose(),
                Sandwich.Count(clusters) - 1
            )
            : CoefficientErrors.Of(units * inverse * units.Transpose(), double.PositiveInfinity);
        return LikelihoodTests.Add(
            unfitted with
            {
                LogLikelihood = top.LogLikelihood,
            },
            units * top.Beta,
            errors,
            design,
            options,
            without => Fit(rows with { Columns = without })
        );
    }

    /// <summary>Checks the rows and standardises their columns.</summary>
    internal static StandardDesign DesignOf(CoxRows rows, RegressionOptions options)
    {
        if (rows.Events.Length != rows.Times.Length)
            throw new ArgumentException("expected an event or its absence for each time", nameof(rows));
        if (Array.Exists(rows.Times, t => t < 0))
            throw new ArgumentException("expected times of 0 or more", nameof(rows));
        if (!Array.Exists(rows.Events, e => e))
            throw new ArgumentException("expected events, found none", nameof(rows));
        return new StandardDesign(rows.Times, rows.Columns, options);
    }
}
