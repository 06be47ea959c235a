using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>Collects one column of a cursor into a data frame column.</summary>
internal abstract class FrameColumn
{
    /// <summary>Takes the cursor's current value.</summary>
    public abstract void Append();

    /// <summary>The collected column.</summary>
    public abstract DataFrameColumn Finish();

    /// <summary>A collector for a column.</summary>
    /// <exception cref="InputException">Frames do not hold columns of this type.</exception>
    public static FrameColumn Create(DataViewRowCursor cursor, DataViewSchema.Column column) =>
        column.Type switch
        {
            TextDataViewType => new TextColumn(cursor, column),
            KeyDataViewType => new KeyColumn(cursor, column),
            NumberDataViewType or BooleanDataViewType or DateTimeDataViewType => (FrameColumn)
                Activator.CreateInstance(typeof(PrimitiveColumn<>).MakeGenericType(column.Type.RawType), cursor, column)!,
            VectorDataViewType { ItemType: NumberDataViewType or BooleanDataViewType } vector => (FrameColumn)
                Activator.CreateInstance(typeof(VectorColumn<>).MakeGenericType(vector.ItemType.RawType), cursor, column)!,
            _ => throw new InputException(
                $"column '{column.Name}'",
                "numbers, text, keys or vectors of numbers",
                $"{column.Type}",
                "drop the column (Transforms.DropColumns) before making a frame"
            ),
        };

    private sealed class PrimitiveColumn<T>(DataViewRowCursor cursor, DataViewSchema.Column column) : FrameColumn
        where T : unmanaged
    {
        private readonly ValueGetter<T> _getter = cursor.GetGetter<T>(column);
        private readonly List<T> _values = [];

        public override void Append()
        {
            var value = default(T);
            _getter(ref value);
            _values.Add(value);
        }

        public override DataFrameColumn Finish() =>
            _values switch
            {
                List<float> single => new SingleDataFrameColumn(column.Name, single.OrNull()),
                List<double> real => new DoubleDataFrameColumn(column.Name, real.OrNull()),
                List<int> whole => new Int32DataFrameColumn(column.Name, whole),
                List<long> whole => new Int64DataFrameColumn(column.Name, whole),
                List<bool> flag => new BooleanDataFrameColumn(column.Name, flag),
                List<DateTime> moment => new DateTimeDataFrameColumn(column.Name, moment.Select(m => m == default ? (DateTime?)null : m)),
                _ => new PrimitiveDataFrameColumn<T>(column.Name, _values),
            };
    }

    private sealed class TextColumn(DataViewRowCursor cursor, DataViewSchema.Column column) : FrameColumn
    {
        private readonly ValueGetter<ReadOnlyMemory<char>> _getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        private readonly List<string> _values = [];

        public override void Append()
        {
            var value = default(ReadOnlyMemory<char>);
            _getter(ref value);
            _values.Add(value.ToString());
        }

        public override DataFrameColumn Finish() => new StringDataFrameColumn(column.Name, _values);
    }

    // A key becomes the text or number it stands for; without such values, its number; null where it is missing.
    private sealed class KeyColumn : FrameColumn
    {
        private readonly string _name;
        private readonly Func<ulong> _key;
        private readonly Func<ulong, string?> _text;
        private readonly List<string?> _values = [];

        public KeyColumn(DataViewRowCursor cursor, DataViewSchema.Column column)
        {
            _name = column.Name;
            _key =
                column.Type.RawType == typeof(uint) ? Reader<uint>(cursor, column, k => k)
                : column.Type.RawType == typeof(ulong) ? Reader<ulong>(cursor, column, k => k)
                : column.Type.RawType == typeof(ushort) ? Reader<ushort>(cursor, column, k => k)
                : Reader<byte>(cursor, column, k => k);
            var names = default(VBuffer<ReadOnlyMemory<char>>);
            if (column.Annotations.Schema.GetColumnOrNull("KeyValues") is { Type: VectorDataViewType { ItemType: TextDataViewType } })
                column.GetKeyValues(ref names);
            var texts = names.DenseValues().Select(n => n.ToString()).ToArray();
            _text = key =>
                key == 0 ? null
                : key <= (ulong)texts.Length ? texts[key - 1]
                : key.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        public override void Append() => _values.Add(_text(_key()));

        public override DataFrameColumn Finish() => new StringDataFrameColumn(_name, _values);

        private static Func<ulong> Reader<T>(DataViewRow row, DataViewSchema.Column column, Func<T, ulong> widen)
            where T : struct
        {
            var getter = row.GetGetter<T>(column);
            return () =>
            {
                var value = default(T);
                getter(ref value);
                return widen(value);
            };
        }
    }

    private sealed class VectorColumn<T>(DataViewRowCursor cursor, DataViewSchema.Column column) : FrameColumn
    {
        private readonly ValueGetter<VBuffer<T>> _getter = cursor.GetGetter<VBuffer<T>>(column);
        private readonly List<VBuffer<T>> _values = [];

        public override void Append()
        {
            var value = default(VBuffer<T>); // A buffer of its own for each row.
            _getter(ref value);
            var own = default(VBuffer<T>);
            value.CopyTo(ref own);
            _values.Add(own);
        }

        public override DataFrameColumn Finish() => new VBufferDataFrameColumn<T>(column.Name, _values);
    }
}
