using GanCmri.Learning.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>Writes the value a column has in one row.</summary>
/// <param name="row">The row, from 0.</param>
/// <param name="value">Takes the value; what it holds before may be reused.</param>
internal delegate void RowValue<T>(long row, ref T value);

/// <summary>A column of a <see cref="RowsView"/>.</summary>
/// <param name="name">The name.</param>
/// <param name="type">The ML.NET type.</param>
/// <param name="unit">The unit of the values; null for none.</param>
/// <param name="slotStem">The stem of the slot names; null for none.</param>
internal abstract class SourceColumn(string name, DataViewType type, string? unit, string? slotStem)
{
    /// <summary>Adds the column to a schema.</summary>
    public void AddTo(DataViewSchema.Builder schema)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (slotStem is not null && type is VectorDataViewType { IsKnownSize: true } vector)
            OutputColumn.AddSlotNames(annotations, slotStem, vector.Size);
        if (unit is not null)
        {
            ValueGetter<ReadOnlyMemory<char>> text = (ref ReadOnlyMemory<char> value) => value = unit.AsMemory();
            annotations.Add(OutputColumn.UnitAnnotation, TextDataViewType.Instance, text);
        }

        schema.AddColumn(name, type, annotations.ToAnnotations());
    }

    /// <summary>A getter of the value in the row that <paramref name="row"/> names.</summary>
    public abstract Delegate Getter(Func<long> row);

    /// <summary>A text column.</summary>
    public static SourceColumn Text(string name, Func<long, string> value) =>
        new SourceColumn<ReadOnlyMemory<char>>(
            name,
            TextDataViewType.Instance,
            (long row, ref ReadOnlyMemory<char> text) => text = value(row).AsMemory()
        );

    /// <summary>A Single column.</summary>
    public static SourceColumn Number(string name, Func<long, float> value, string? unit = null) =>
        new SourceColumn<float>(name, NumberDataViewType.Single, (long row, ref float number) => number = value(row), unit);

    /// <summary>A column of vectors of known size, written in place.</summary>
    public static SourceColumn Vector(string name, int[] dimensions, Action<long, Span<float>> fill, string? slotStem = null)
    {
        var type = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        return new SourceColumn<VBuffer<float>>(
            name,
            type,
            (long row, ref VBuffer<float> value) =>
            {
                var editor = VBufferEditor.Create(ref value, type.Size);
                fill(row, editor.Values);
                value = editor.Commit();
            },
            slotStem: slotStem
        );
    }
}

/// <summary>A column of one raw type.</summary>
internal sealed class SourceColumn<T>(string name, DataViewType type, RowValue<T> fill, string? unit = null, string? slotStem = null)
    : SourceColumn(name, type, unit, slotStem)
{
    /// <inheritdoc/>
    public override Delegate Getter(Func<long> row)
    {
        ValueGetter<T> getter = (ref T value) => fill(row(), ref value);
        return getter;
    }
}
