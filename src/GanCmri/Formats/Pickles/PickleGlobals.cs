using GanCmri.Runtime;

namespace GanCmri.Formats.Pickles;

/// <summary>The closed list of names a pickle may hold.</summary>
/// <param name="names">Modules and names, e.g. "collections.OrderedDict".</param>
/// <param name="persistentIds">Whether it may refer to storages outside itself.</param>
internal sealed class PickleGlobals(IEnumerable<string> names, bool persistentIds = false)
{
    private readonly Dictionary<string, PickleGlobal> _names = names.ToDictionary(n => n, n => new PickleGlobal(n), StringComparer.Ordinal);

    /// <summary>Whether persistent ids are allowed.</summary>
    public bool PersistentIds => persistentIds;

    /// <summary>Finds a name.</summary>
    /// <exception cref="InputException">It is not on the list.</exception>
    public PickleGlobal Find(string module, string name, string where) => _names.TryGetValue($"{module}.{name}", out var global)
        ? global
        : throw new InputException(where, "a pickle of plain networks", $"the global '{Printable(module)}.{Printable(name)}'",
            "it is not on the list of harmless names, so it was not run and the file was not read");

    private static string Printable(string text) =>
        string.Concat(text.Take(80).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '?')) + (text.Length > 80 ? "..." : "");
}
