using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>A table with the columns of another beside them, in a temporary file that only this user can read and that goes with this
/// object.</summary>
internal sealed class JoinedTable : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gancmri-");

    /// <summary>Joins tables.</summary>
    /// <param name="table">Its rows are kept, all of them.</param>
    /// <param name="other">The other table, one row a key.</param>
    /// <param name="on">"subject=id", or "subject" where the key has one name in both.</param>
    /// <exception cref="InputException">A column is not there, a key is twice in the second table, or no row finds a partner.</exception>
    public JoinedTable(string table, string other, string on)
    {
        File = Path.Combine(_folder.FullName, "joined.csv");
        try
        {
            Notes = TableJoin.Write(table, other, on, File);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The joined table.</summary>
    public string File { get; }

    /// <summary>How many rows came together, for the screen.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
