using System.Globalization;
using Parquet.Data;
using Parquet.Schema;

namespace GanCmri.Formats.Tables.Parquet;

/// <summary>
/// Stored values to cells. A file stores the values that are there, one after the other; a definition level below the most says that a
/// value is missing, a repetition level of 0 that a row begins.
/// </summary>
internal static class ParquetCells
{
    private const string Day = "yyyy-MM-dd",
        Moment = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";

    /// <summary>One number a row.</summary>
    public static double[] Numbers(RawColumnData raw, DataField field, int rows) =>
        raw switch
        {
            RawColumnData<double> v => Cells(v, field, rows, double.NaN, x => x),
            RawColumnData<float> v => Cells(v, field, rows, double.NaN, x => x),
            RawColumnData<int> v => Cells(v, field, rows, double.NaN, x => x),
            RawColumnData<long> v => Cells(v, field, rows, double.NaN, x => x),
            RawColumnData<short> v => Cells(v, field, rows, double.NaN, x => x),
            RawColumnData<sbyte> v => Cells(v, field, rows, double.NaN, x => x),
            RawColumnData<byte> v => Cells(v, field, rows, double.NaN, x => x),
            RawColumnData<ushort> v => Cells(v, field, rows, double.NaN, x => x),
            RawColumnData<uint> v => Cells(v, field, rows, double.NaN, x => x),
            RawColumnData<ulong> v => Cells(v, field, rows, double.NaN, x => x),
            RawColumnData<decimal> v => Cells(v, field, rows, double.NaN, x => (double)x),
            RawColumnData<bool> v => Cells(v, field, rows, double.NaN, x => x ? 1 : 0),
            _ => throw new InvalidDataException($"numbers of {raw.GetType()}"),
        };

    /// <summary>One text a row.</summary>
    public static string?[] Texts(RawColumnData raw, DataField field, int rows) =>
        raw switch
        {
            RawColumnData<ReadOnlyMemory<char>> v => Cells(v, field, rows, (string?)null, x => x.ToString()),
            RawColumnData<double> v => Cells(
                v,
                field,
                rows,
                (string?)null,
                x => double.IsNaN(x) ? null : x.ToString("R", CultureInfo.InvariantCulture)
            ),
            RawColumnData<float> v => Cells(
                v,
                field,
                rows,
                (string?)null,
                x => float.IsNaN(x) ? null : x.ToString("R", CultureInfo.InvariantCulture)
            ),
            RawColumnData<int> v => Formatted(v, field, rows),
            RawColumnData<long> v => Formatted(v, field, rows),
            RawColumnData<short> v => Formatted(v, field, rows),
            RawColumnData<sbyte> v => Formatted(v, field, rows),
            RawColumnData<byte> v => Formatted(v, field, rows),
            RawColumnData<ushort> v => Formatted(v, field, rows),
            RawColumnData<uint> v => Formatted(v, field, rows),
            RawColumnData<ulong> v => Formatted(v, field, rows),
            RawColumnData<decimal> v => Formatted(v, field, rows),
            RawColumnData<Guid> v => Formatted(v, field, rows),
            RawColumnData<bool> v => Cells(v, field, rows, (string?)null, x => x ? "true" : "false"),
            RawColumnData<DateOnly> v => Cells(v, field, rows, (string?)null, x => x.ToString(Day, CultureInfo.InvariantCulture)),
            RawColumnData<DateTime> v => Cells(
                v,
                field,
                rows,
                (string?)null,
                x => x.ToString(x.TimeOfDay == TimeSpan.Zero ? Day : Moment, CultureInfo.InvariantCulture)
            ),
            _ => throw new InvalidDataException($"text of {raw.GetType()}"),
        };

    /// <summary>One list a row, missing numbers NaN.</summary>
    public static float[]?[] Vectors(RawColumnData raw, DataField field, int rows)
    {
        ReadOnlySpan<int> starts = raw.RepetitionLevels,
            there = raw.DefinitionLevels;
        var present = 0;
        foreach (var level in there)
            present += level == field.MaxDefinitionLevel ? 1 : 0;
        var numbers = Numbers(raw, new DataField(field.Name, field.ClrType, isNullable: false, isArray: false), present);
        if (rows > starts.Length)
            throw new InvalidDataException("fewer lists than the group says");
        var lists = new float[]?[rows];
        var list = new List<float>();
        var (row, value) = (-1, 0);
        for (var i = 0; i < starts.Length; i++)
        {
            if (starts[i] == 0)
            {
                if (row >= 0)
                    lists[row] = list.Count > 0 ? [.. list] : null;
                list.Clear();
                row++;
            }

            if (there[i] == field.MaxDefinitionLevel)
                list.Add((float)numbers[value++]);
            else if (field.IsNullable && there[i] == field.MaxDefinitionLevel - 1)
                list.Add(float.NaN);
        }

        if (row >= 0)
            lists[row] = list.Count > 0 ? [.. list] : null;
        return lists;
    }

    private static string?[] Formatted<T>(RawColumnData<T> raw, DataField field, int rows)
        where T : struct, IFormattable => Cells(raw, field, rows, (string?)null, x => x.ToString(null, CultureInfo.InvariantCulture));

    private static TCell[] Cells<T, TCell>(RawColumnData<T> raw, DataField field, int rows, TCell missing, Func<T, TCell> cell)
        where T : struct
    {
        var values = raw.Values;
        var levels = field.MaxDefinitionLevel > 0 ? raw.DefinitionLevels : [];
        if (rows != (levels.IsEmpty ? values.Length : levels.Length))
            throw new InvalidDataException("other rows than the group says"); // before they are made
        var cells = new TCell[rows];
        for (int row = 0, value = 0; row < rows; row++)
            cells[row] = levels.IsEmpty || levels[row] == field.MaxDefinitionLevel ? cell(values[value++]) : missing;
        return cells;
    }
}
