using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Batching;

/// <summary>The values one input column had in the rows of the current batch.</summary>
internal abstract class RingColumn
{
    /// <summary>Keeps the value of the input's current row in slot <paramref name="slot"/>.</summary>
    public abstract void Fill(int slot);

    /// <summary>A getter of the value in the slot that <paramref name="slot"/> names.</summary>
    public abstract Delegate Getter(Func<int> slot);

    /// <summary>Copies a column of Single or Vector&lt;Single&gt; densely.</summary>
    public virtual void CopyTo(int slot, Span<float> row) => throw new InvalidOperationException("no column of Single");

    /// <summary>A ring for a column of any type.</summary>
    public static RingColumn Create(DataViewRow input, DataViewSchema.Column column, int capacity)
    {
        var raw = column.Type.RawType;
        if (raw == typeof(VBuffer<float>))
            return new SingleVectors(input.GetGetter<VBuffer<float>>(column), capacity);
        if (raw == typeof(float))
            return new Singles(input.GetGetter<float>(column), capacity);
        var ring =
            column.Type is VectorDataViewType
                ? typeof(Vectors<>).MakeGenericType(raw.GetGenericArguments()[0])
                : typeof(Scalars<>).MakeGenericType(raw);
        return (RingColumn)Activator.CreateInstance(ring, input, column, capacity)!;
    }

    private sealed class Singles(ValueGetter<float> source, int capacity) : RingColumn
    {
        private readonly float[] _values = new float[capacity];

        public override void Fill(int slot) => source(ref _values[slot]);

        public override void CopyTo(int slot, Span<float> row) => row[0] = _values[slot];

        public override Delegate Getter(Func<int> slot) => (ValueGetter<float>)((ref float value) => value = _values[slot()]);
    }

    private sealed class SingleVectors(ValueGetter<VBuffer<float>> source, int capacity) : RingColumn
    {
        private readonly VBuffer<float>[] _values = new VBuffer<float>[capacity];

        public override void Fill(int slot) => source(ref _values[slot]);

        public override void CopyTo(int slot, Span<float> row) => _values[slot].CopyTo(row);

        public override Delegate Getter(Func<int> slot) =>
            (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => _values[slot()].CopyTo(ref value));
    }

    private sealed class Scalars<T>(DataViewRow input, DataViewSchema.Column column, int capacity) : RingColumn
    {
        private readonly ValueGetter<T> _source = input.GetGetter<T>(column);
        private readonly T[] _values = new T[capacity];

        public override void Fill(int slot) => _source(ref _values[slot]);

        public override Delegate Getter(Func<int> slot) => (ValueGetter<T>)((ref T value) => value = _values[slot()]);
    }

    private sealed class Vectors<T>(DataViewRow input, DataViewSchema.Column column, int capacity) : RingColumn
    {
        private readonly ValueGetter<VBuffer<T>> _source = input.GetGetter<VBuffer<T>>(column);
        private readonly VBuffer<T>[] _values = new VBuffer<T>[capacity];

        public override void Fill(int slot) => _source(ref _values[slot]);

        public override Delegate Getter(Func<int> slot) =>
            (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[slot()].CopyTo(ref value));
    }
}
