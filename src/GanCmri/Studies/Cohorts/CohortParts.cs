using System.Runtime.InteropServices;
using GanCmri.Formats;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Studies.Cohorts;

/// <summary>
/// Finished rows in files of their own, so that a run that was stopped goes on, and nothing grows with the cohort. They lie in a folder
/// named after everything that decides their content, and vanish when the tables are joined.
/// </summary>
/// <param name="folder">The cohort's folder.</param>
/// <param name="key">Of <see cref="CohortKey"/>.</param>
internal sealed class CohortParts(string folder, string key)
{
    private readonly string _folder = Path.Combine(folder, "parts-" + key);

    /// <summary>Whether the part that begins at a row and has so many is there.</summary>
    public bool Has(long first, long count) => File.Exists(Table(first, count)) && File.Exists(Latents(first, count));

    /// <summary>Writes a part: latents first, since the table says that both are there.</summary>
    public void Save(long first, IReadOnlyList<CohortRow> rows, TableWriter<CohortRow> table)
    {
        AtomicFile.Write(
            Latents(first, rows.Count),
            stream =>
            {
                foreach (var row in rows)
                    stream.Write(MemoryMarshal.AsBytes(row.Heart.Latent.AsSpan()));
            }
        );
        table.Save(Table(first, rows.Count), rows);
    }

    /// <summary>Joins the tables under one head.</summary>
    public void JoinTables(string path, IEnumerable<RowRange> parts) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                var head = true;
                foreach (var (first, count) in parts)
                {
                    using var part = File.OpenRead(Table(first, count));
                    using var buffered = new BufferedStream(part, 1 << 16);
                    for (var b = 0; !head && b != '\n'; )
                        b = buffered.ReadByte();
                    buffered.CopyTo(stream);
                    head = false;
                }
            }
        );

    /// <summary>Joins the latents to one .npy file, float32 [rows, width].</summary>
    public void JoinLatents(string path, IReadOnlyList<RowRange> parts, int width) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                NpyHeader.Write(stream, StoredType.F32, [checked((int)parts.Sum(p => p.Count)), width]);
                foreach (var (first, count) in parts)
                {
                    using var part = File.OpenRead(Latents(first, count));
                    part.CopyTo(stream);
                }
            }
        );

    /// <summary>Removes the parts, if there are any.</summary>
    public void Delete()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string Table(long first, long count) =>
        Path.Combine(_folder, FormattableString.Invariant($"{first:D9}-{first + count - 1:D9}.csv"));

    private string Latents(long first, long count) => Path.ChangeExtension(Table(first, count), ".f32");
}
