using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace GanCmri.Learning;

/// <summary>A GanCmri step before it is fitted. Fitting changes neither the estimator nor the rows.</summary>
/// <typeparam name="TTransformer">The fitted step.</typeparam>
public abstract class GanEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : GanTransformer
{
    private protected GanEstimator(GanContext context) => Context = context;

    /// <summary>Where to log, whom to tell, who may stop.</summary>
    internal GanContext Context { get; }

    /// <summary>The columns read by fitting or by the fitted step.</summary>
    internal abstract IReadOnlyList<InputColumn> Inputs { get; }

    /// <summary>The columns the fitted step will make; sizes that only the rows tell are 1.</summary>
    internal abstract IReadOnlyList<OutputColumn> Outputs { get; }

    /// <summary>Checks the columns, then fits.</summary>
    /// <exception cref="InputException">A column is missing or of another type, or the rows do not suffice.</exception>
    public TTransformer Fit(IDataView input)
    {
        foreach (var column in Inputs)
            column.Check(input.Schema);
        Context.Cancellation.ThrowIfCancellationRequested();
        var fitted = FitChecked(input);
        Context.Info(fitted.Kind, "Fit", Describe(fitted));
        return fitted;
    }

    /// <summary>Fits on a whole frame; vector columns may be unsized as frames have them.</summary>
    /// <exception cref="InputException">A column is missing or of another type, or the rows do not suffice.</exception>
    public TTransformer Fit(DataFrame frame) => Fit(DataFrames.ToView(frame));

    /// <inheritdoc/>
    /// <exception cref="InputException">A column is missing or of another kind.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        foreach (var column in Inputs)
            column.Check(inputSchema);
        return SchemaProbe.Append(inputSchema, Outputs);
    }

    /// <summary>Fits on rows whose columns have been checked.</summary>
    private protected abstract TTransformer FitChecked(IDataView input);

    /// <summary>What was learnt, in one line for the log.</summary>
    private protected virtual string Describe(TTransformer fitted) =>
        $"{string.Join(", ", fitted.Inputs.Select(c => c.Name))} -> {string.Join(", ", fitted.Outputs.Select(c => $"{c.Name}: {c.Type}"))}";
}
