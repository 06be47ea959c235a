using GanCmri.Runtime;

namespace GanCmri.Shards;

/// <summary>Joins CSV tables record by record, as bytes, so that the whole is what one run would have written.</summary>
internal static class GatheredTable
{
    /// <summary>The units of several tables, each with the place of its table, in order.</summary>
    public static IEnumerable<(int Part, UnitRows Unit)> Ordered(IReadOnlyList<IReadOnlyList<UnitRows>> parts) =>
        parts.SelectMany((units, part) => units.Select(u => (Part: part, Unit: u))).OrderBy(u => u.Unit.Order, StringComparer.Ordinal);

    /// <summary>The table whose columns are the whole's: an empty one may not know all of them.</summary>
    public static int Head(IEnumerable<(int Part, UnitRows Unit)> units) =>
        units.Where(u => u.Unit.Rows > 0).Select(u => u.Part).FirstOrDefault();

    /// <summary>Writes the records of all tables under the first one's head.</summary>
    /// <param name="path">The whole.</param>
    /// <param name="tables">CSV files.</param>
    /// <param name="units">In the order wanted; those of one table in that table's order.</param>
    public static void Write(string path, IReadOnlyList<string> tables, IEnumerable<(int Part, UnitRows Unit)> units) =>
        AtomicFile.Write(
            path,
            sink =>
            {
                var rows = units.ToArray();
                var head = Head(rows);
                var files = tables.Select(t => new BufferedStream(File.OpenRead(t), 1 << 16)).ToArray();
                try
                {
                    for (var i = 0; i < files.Length; i++)
                        CopyRecord(files[i], Stream.Null);
                    files[head].Position = 0;
                    CopyRecord(files[head], sink);
                    foreach (var (part, unit) in rows)
                        for (var row = 0L; row < unit.Rows; row++)
                            CopyRecord(files[part], sink);
                }
                finally
                {
                    foreach (var file in files)
                        file.Dispose();
                }
            }
        );

    // To the end of the line; a line break within quotes is none.
    private static void CopyRecord(BufferedStream from, Stream to)
    {
        var quoted = false;
        for (int b; (b = from.ReadByte()) >= 0; )
        {
            to.WriteByte((byte)b);
            if (b == '"')
                quoted = !quoted;
            else if (b == '\n' && !quoted)
                return;
        }
    }
}
