namespace GanCmri.Runtime;

/// <summary>The folders on the way to an output that are not there yet: who makes them removes them again where nothing came in.</summary>
internal sealed class MissingFolders
{
    private readonly List<string> _deepestFirst = [];

    /// <summary>Looks; makes nothing.</summary>
    /// <param name="folder">The folder of the output.</param>
    public MissingFolders(string folder)
    {
        for (var at = Path.GetFullPath(folder); at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
            _deepestFirst.Add(at);
    }

    /// <summary>Removes those that were made since and are empty.</summary>
    public void RemoveEmpty()
    {
        try
        {
            foreach (var folder in _deepestFirst.Where(Directory.Exists))
                Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something is in it, or it is no longer ours to remove.
        }
    }
}
