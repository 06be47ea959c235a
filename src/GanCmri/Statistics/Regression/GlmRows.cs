namespace GanCmri.Statistics.Regression;

/// <summary>Kinds of outcome of a generalised linear model, each with its usual link.</summary>
internal enum GlmFamily
{
    /// <summary>A quantity; identity link.</summary>
    Normal,

    /// <summary>0 or 1; logit link.</summary>
    Binomial,

    /// <summary>A count whose variance is its mean; log link.</summary>
    Poisson,

    /// <summary>A count whose variance is mean + dispersion x mean² (NB2), the dispersion estimated; log link.</summary>
    NegativeBinomial,
}

/// <summary>Rows of a generalised linear model.</summary>
/// <param name="Response">n outcomes.</param>
/// <param name="Columns">Columns of n values each, without the intercept.</param>
internal sealed record GlmRows(double[] Response, IReadOnlyList<double[]> Columns)
{
    /// <summary>
    /// Sampling weights, n numbers above 0 (how many of the population a row stands for); default none. They make the errors those of
    /// Taylor's linearisation (Binder 1983), rows or clusters drawn with replacement.
    /// </summary>
    public double[]? Weights { get; init; }

    /// <summary>Known part of the linear predictor, n values, e.g. the log of the years observed; default none.</summary>
    public double[]? Offset { get; init; }
}
