using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning;

/// <summary>
/// A fitted GanCmri step. It is saved by ML.NET's own <c>mlContext.Model.Save</c>, alone or in a chain, and comes back by
/// <c>mlContext.Gan.LoadModel</c>. Its state can be read as plain arrays and never changes.
/// </summary>
public abstract class GanTransformer : ITransformer, IDisposable
{
    private protected GanTransformer(GanContext context) => Context = context;

    /// <inheritdoc/>
    public abstract bool IsRowToRowMapper { get; }

    /// <summary>Where to log, whom to tell, who may stop.</summary>
    internal GanContext Context { get; }

    /// <summary>The name under which the component is saved; never change it.</summary>
    internal abstract string Kind { get; }

    /// <summary>The columns read.</summary>
    internal abstract IReadOnlyList<InputColumn> Inputs { get; }

    /// <summary>The columns made.</summary>
    internal abstract IReadOnlyList<OutputColumn> Outputs { get; }

    /// <summary>Everything needed to make the transformer again, as a record that System.Text.Json can write.</summary>
    internal abstract object State { get; }

    /// <inheritdoc/>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    /// <inheritdoc/>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public abstract IDataView Transform(IDataView input);

    /// <inheritdoc/>
    public abstract IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);

    /// <summary>Transforms a whole frame at once; vector columns may be unsized as frames have them.</summary>
    /// <returns>All rows, with the columns made beside (or in the place of) those given.</returns>
    /// <exception cref="InputException">A column is missing or of another type.</exception>
    public DataFrame Transform(DataFrame frame) => DataFrames.FromView(Transform(DataFrames.ToView(frame)), Context.Cancellation);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ModelCarrier.Save(this, ctx);

    /// <summary>Frees the networks the step holds; harmless when repeated.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the step holds.</summary>
    private protected virtual void Dispose(bool disposing) { }
}
