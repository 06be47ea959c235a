using GanCmri.Learning.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Columns;

/// <summary>
/// Turns a schema into the shape ML.NET checks chains with. The constructor of SchemaShape.Column is closed, so the shape
/// is taken from a one-element chain, which hands it to its estimator.
/// </summary>
internal static class SchemaProbe
{
    /// <summary>The shape of a schema.</summary>
    public static SchemaShape ShapeOf(DataViewSchema schema)
    {
        var probe = new Probe();
        new EstimatorChain<ITransformer>().Append(probe).Fit(new RowsView(0, schema));
        return probe.Shape!;
    }

    /// <summary>The columns of <paramref name="input"/> with those of <paramref name="outputs"/> added or put in their place.</summary>
    public static SchemaShape Append(SchemaShape input, IEnumerable<OutputColumn> outputs)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var output in outputs)
            output.AddTo(builder);
        var added = ShapeOf(builder.ToSchema());
        var names = added.Select(c => c.Name).ToHashSet();
        return new SchemaShape(input.Where(c => !names.Contains(c.Name)).Concat(added));
    }

    private sealed class Probe : IEstimator<ITransformer>
    {
        public SchemaShape? Shape { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Shape = inputSchema;
    }
}
