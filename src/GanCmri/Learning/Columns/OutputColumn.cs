using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Columns;

/// <summary>A column a component makes: a Single, a vector of Single of known size, or words for a Single.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Meaning">What it holds, for the reference page.</param>
/// <param name="Dimensions">Empty for a scalar.</param>
internal sealed record OutputColumn(string Name, string Meaning, params int[] Dimensions)
{
    /// <summary>The name of the annotation that holds a column's unit.</summary>
    public const string UnitAnnotation = "Unit";

    /// <summary>The unit of the values, e.g. "mm²"; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>What each number stands for, where the column holds text; null: it holds the numbers.</summary>
    public Func<float, string>? Words { get; init; }

    /// <summary>The stem of the slot names ("w" names the slots w0, w1, ...); null for none.</summary>
    public string? SlotStem { get; init; }

    /// <summary>Values a row.</summary>
    public int Size => Dimensions.Aggregate(1, (a, b) => a * b);

    /// <summary>The ML.NET type.</summary>
    public DataViewType Type =>
        Words is not null ? TextDataViewType.Instance
        : Dimensions.Length == 0 ? NumberDataViewType.Single
        : new VectorDataViewType(NumberDataViewType.Single, Dimensions);

    /// <summary>Adds the column with its annotations.</summary>
    public void AddTo(DataViewSchema.Builder schema)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (SlotStem is not null)
            AddSlotNames(annotations, SlotStem, Size);
        if (Unit is not null)
        {
            ValueGetter<ReadOnlyMemory<char>> unit = (ref ReadOnlyMemory<char> value) => value = Unit.AsMemory();
            annotations.Add(UnitAnnotation, TextDataViewType.Instance, unit);
        }

        schema.AddColumn(Name, Type, annotations.ToAnnotations());
    }

    /// <summary>Names the slots stem0, stem1, ...</summary>
    public static void AddSlotNames(DataViewSchema.Annotations.Builder annotations, string stem, int size)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> names = (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var editor = VBufferEditor.Create(ref value, size);
            for (var i = 0; i < size; i++)
                editor.Values[i] = (stem + i.ToString(CultureInfo.InvariantCulture)).AsMemory();
            value = editor.Commit();
        };
        annotations.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, size), names);
    }
}
