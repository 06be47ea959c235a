using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Regression;

namespace GanCmri.Studio.Associations;

/// <summary>Tables that were dropped on the page; gone with the studio.</summary>
internal sealed class TableShelf : IDisposable
{
    private const int MostTables = 20;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gancmri-studio-");
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, string> _paths = [];
    private int _last;

    /// <summary>Keeps a table; of more than 20 the oldest is forgotten.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="isPacked">Whether it is gzipped.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InputException">It is no table.</exception>
    public async Task<DroppedTable> Add(Stream body, bool isPacked, CancellationToken cancellation)
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.csv" + (isPacked ? ".gz" : ""));
        try
        {
            var file = File.Create(path);
            await using (file.ConfigureAwait(false))
                await body.CopyToAsync(file, cancellation).ConfigureAwait(false);
            return Keep(path, Named("table", () => AssociationStudy.Header(path)));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Where a table is.</summary>
    /// <exception cref="InputException">There is none of this number.</exception>
    public string Of(int id)
    {
        lock (_gate)
            return _paths.GetValueOrDefault(id)
                ?? throw new InputException("table", "one that was dropped here", "none of this number", "drop it again");
    }

    private DroppedTable Keep(string path, IReadOnlyList<string> header)
    {
        lock (_gate)
        {
            _paths[++_last] = path;
            if (_paths.Count > MostTables)
                _paths.Remove(_paths.First().Key); // its file goes with the studio: a study may be reading it
            return new DroppedTable(_last, header);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The same with our file's name, which says nothing, replaced.</summary>
    public static T Named<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InputException e) when (e.Where.Contains(".csv", StringComparison.Ordinal))
        {
            var rest = e.Where[(e.Where.IndexOf(".csv", StringComparison.Ordinal) + 4)..];
            throw new InputException(
                name + (rest.StartsWith(".gz", StringComparison.Ordinal) ? rest[3..] : rest),
                e.Expected,
                e.Found,
                e.Remedy,
                e
            );
        }
    }
}

/// <summary>A table that was kept.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Header">Names of its columns.</param>
internal sealed record DroppedTable(int Id, IReadOnlyList<string> Header);
