using Parquet.Schema;

namespace GanCmri.Formats.Tables.Parquet;

/// <summary>A column of a Parquet file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Unit">Unit told in the file; empty for none.</param>
internal sealed record ParquetColumn(string Name, CellKind Kind, string Unit)
{
    /// <summary>Where its values are in the file.</summary>
    public required DataField Field { get; init; }

    /// <summary>Which number of its lists it stands for; -1 for the whole of a cell.</summary>
    public int Element { get; init; } = -1;

    /// <summary>The column of a top-level field; null for those no table has (structures, maps, lists of text).</summary>
    public static ParquetColumn? Of(Field field, IReadOnlyDictionary<string, string> units)
    {
        var list = field is ListField or DataField { MaxRepetitionLevel: > 0 };
        if ((field is ListField nested ? nested.Item : field) is not DataField cells)
            return null;
        CellKind? kind = IsNumber(cells.ClrType)
            ? list
                ? CellKind.Vector
                : IsWhole(cells)
                    ? CellKind.Whole
                    : CellKind.Number
            : list
                ? null
                : cells.ClrType == typeof(bool)
                    ? CellKind.Truth
                    : cells.ClrType == typeof(DateTime) || cells.ClrType == typeof(DateOnly)
                        ? CellKind.Date
                        : cells.ClrType == typeof(ReadOnlyMemory<char>) || cells.ClrType == typeof(string) || cells.ClrType == typeof(Guid)
                            ? CellKind.Text
                            : null;
        return kind is { } known ? new ParquetColumn(field.Name, known, units.GetValueOrDefault(field.Name, "")) { Field = cells } : null;
    }

    /// <summary>The column of one number of each list: W3 of W.</summary>
    public ParquetColumn At(int element) =>
        this with
        {
            Name = FormattableString.Invariant($"{Name}{element}"),
            Kind = CellKind.Number,
            Element = element,
        };

    private static bool IsNumber(Type type) => type.IsPrimitive && type != typeof(bool) && type != typeof(char) || type == typeof(decimal);

    private static bool IsWhole(DataField field) =>
        field.ClrType != typeof(double) && field.ClrType != typeof(float) && field.ClrType != typeof(decimal);
}
