using System.Globalization;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>A frame's column of vectors of any kind of numbers, of which every row has as many as the first.</summary>
internal abstract class FrameVectors(string name, Type item, int size)
{
    /// <summary>Numbers in a row.</summary>
    public int Size => size;

    /// <summary>Their type.</summary>
    public Type Item => item;

    /// <summary>Names of columns of one number each: W0, W1, ...</summary>
    public IEnumerable<string> Heads => Enumerable.Range(0, Size).Select(i => name + i.ToString(CultureInfo.InvariantCulture));

    /// <summary>One number of a row.</summary>
    /// <exception cref="InputException">The row has not as many as the first.</exception>
    public abstract object? At(long row, int place);

    /// <summary>The vectors of a column; null where it is of something else.</summary>
    public static FrameVectors? Of(DataFrameColumn column) =>
        column.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(VBufferDataFrameColumn<>)
            ? (FrameVectors)Activator.CreateInstance(typeof(FrameVectors<>).MakeGenericType(type.GenericTypeArguments), column)!
            : null;
}

/// <summary>Those of numbers of one type.</summary>
internal sealed class FrameVectors<T>(VBufferDataFrameColumn<T> column)
    : FrameVectors(column.Name, typeof(T), column.Length == 0 ? 0 : column[0].Length)
{
    /// <summary>The vector of a row.</summary>
    /// <exception cref="InputException">It has not as many numbers as the first.</exception>
    public VBuffer<T> Row(long row) =>
        column[row] is var vector && vector.Length == Size
            ? vector
            : throw new InputException(
                FormattableString.Invariant($"column '{column.Name}', row {row + 1}"),
                $"{Size} numbers, as in row 1",
                $"{vector.Length}",
                "give all vectors of the column one length"
            );

    /// <inheritdoc/>
    public override object? At(long row, int place) => Row(row).GetItemOrDefault(place);
}
