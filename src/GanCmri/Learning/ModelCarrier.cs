using GanCmri.Learning.Data;
using GanCmri.Learning.Saving;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace GanCmri.Learning;

/// <summary>
/// What stands for a component in a saved model. ML.NET writes only its own transformers, so a component is written as two
/// of them: a custom mapping that makes a constant key, and a value mapping whose one entry is the component's state.
/// </summary>
internal static class ModelCarrier
{
    private const string KeyColumn = "GanCmri.StateKey";
    private const string StateColumn = "GanCmri.State";
    private const string Key = "state";
    private const string LoadByGan = "(GanCmri components: load this model with mlContext.Gan.LoadModel, not mlContext.Model.Load)";

    /// <summary>Writes the carrier of a component.</summary>
    public static void Save(GanTransformer component, ModelSaveContext context)
    {
        var ml = component.Context.ML;
        var carrier = ml
            .Transforms.CustomMapping<Nothing, KeyRow>(Map, StateKeyFactory.Contract)
            .Append(
                ml.Transforms.Conversion.MapValue(
                    StateColumn,
                    [new KeyValuePair<string, string>(Key, ComponentState.Write(component))],
                    KeyColumn
                )
            )
            .Fit(OneRow());
        ((ICanSaveModel)carrier).Save(context);
    }

    /// <summary>The state a loaded transformer carries; null when it is no carrier.</summary>
    public static string? Read(ITransformer loaded)
    {
        if (
            loaded is not TransformerChain<ITransformer> chain
            || chain.ToArray() is not [CustomMappingTransformer<Nothing, KeyRow>, ValueMappingTransformer]
        )
            return null;
        var view = chain.Transform(OneRow());
        var column = view.Schema[StateColumn];
        using var cursor = view.GetRowCursor([column]);
        var state = default(ReadOnlyMemory<char>);
        cursor.MoveNext();
        cursor.GetGetter<ReadOnlyMemory<char>>(column)(ref state);
        return state.ToString();
    }

    /// <summary>The mapping both sides know.</summary>
    public static void Map(Nothing input, KeyRow output) => output.StateKey = Key;

    private static RowsView OneRow() => new(1, SourceColumn.Number(LoadByGan, _ => 0));

    /// <summary>
    /// Asks for a column that only <see cref="Read"/> gives. ML.NET alone makes nothing of a carrier, and a prediction engine would take
    /// columns that are not there for zeros; so a model loaded without us fails at its first use, and the column's name says why.
    /// </summary>
    internal sealed class Nothing
    {
        /// <summary>Never used.</summary>
        [ColumnName(LoadByGan)]
        public float Restored { get; set; }
    }

    /// <summary>Makes the key column.</summary>
    internal sealed class KeyRow
    {
        /// <summary>The constant key.</summary>
        [ColumnName(KeyColumn)]
        public string StateKey { get; set; } = "";
    }
}

/// <summary>How ML.NET finds the carrier's mapping again; its full name is in every saved model, so it must stay.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class StateKeyFactory : CustomMappingFactory<ModelCarrier.Nothing, ModelCarrier.KeyRow>
{
    /// <summary>The contract's name in saved models.</summary>
    public const string Contract = "GanCmri.StateKey";

    /// <inheritdoc/>
    public override Action<ModelCarrier.Nothing, ModelCarrier.KeyRow> GetMapping() => ModelCarrier.Map;
}
