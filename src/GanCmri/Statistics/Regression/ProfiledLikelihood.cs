namespace GanCmri.Statistics.Regression;

/// <summary>Profile-likelihood intervals of any model with an offset: a coefficient is held by moving its column into the offset.</summary>
internal static class ProfiledLikelihood
{
    /// <summary>A coefficient with them.</summary>
    /// <param name="wald">The coefficient.</param>
    /// <param name="top">Log likelihood of the whole model.</param>
    /// <param name="column">Place of its column among the model's.</param>
    /// <param name="rows">The model's columns, none that it left out, which could stand in for the one held; and its offset.</param>
    /// <param name="logLikelihood">Fits a model; NaN where it cannot be.</param>
    /// <param name="level">Confidence level.</param>
    public static Coefficient Of(Coefficient wald, double top, int column, GlmRows rows, Func<GlmRows, double> logLikelihood, double level)
    {
        double[][] others = [.. rows.Columns.Where((_, c) => c != column)];
        double Held(double value)
        {
            var offset = rows.Offset?.ToArray() ?? new double[rows.Response.Length];
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(rows.Columns[column].AsSpan(0, offset.Length), value, offset, offset);
            return logLikelihood(rows with { Columns = others, Offset = offset });
        }

        return new SignedRoot(wald.Estimate, wald.StandardError, top, Held).Of(wald, level);
    }
}
