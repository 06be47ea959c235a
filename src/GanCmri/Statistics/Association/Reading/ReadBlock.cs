namespace GanCmri.Statistics.Association.Reading;

/// <summary>Rows as the parser hands them out, with what it learned of the columns since the block before.</summary>
internal sealed record ReadBlock(TableBlock Table, ColumnNews[] Columns, long BytesDone);

/// <summary>What a block tells of a column.</summary>
/// <param name="Kind">Its kind by now.</param>
/// <param name="Levels">Levels first met in this block, in the order of their codes.</param>
/// <param name="Unreadable">Cells of this block that are no numbers in a column said to be numeric.</param>
/// <param name="Marks">Marks for missing in this block of a text column.</param>
internal sealed record ColumnNews(ColumnKind Kind, IReadOnlyList<string> Levels, long Unreadable, IReadOnlyDictionary<string, long> Marks);
