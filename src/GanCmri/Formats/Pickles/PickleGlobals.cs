using GanCmri.Runtime;

namespace GanCmri.Formats.Pickles;

/// <summary>The names a pickle may hold.</summary>
/// <param name="names">Modules and names, e.g. "collections.OrderedDict".</param>
/// <param name="persistentIds">Whether it may refer to storages outside itself.</param>
/// <param name="strangers">Whether it may hold classes of other packages: they are names to us, and parts that are not read.</param>
internal sealed class PickleGlobals(IEnumerable<string> names, bool persistentIds = false, bool strangers = false)
{
    // Nothing is run whatever is named; but a network has no use for these, so a file that names them is to be trusted by nobody.
    private static readonly HashSet<string> Dangerous =
    [
        "os",
        "posix",
        "nt",
        "subprocess",
        "sys",
        "builtins",
        "__builtin__",
        "importlib",
        "imp",
        "runpy",
        "shutil",
        "socket",
        "ctypes",
        "_ctypes",
        "pickle",
        "_pickle",
        "cPickle",
        "marshal",
        "code",
        "codeop",
        "pty",
        "webbrowser",
        "platform",
        "commands",
        "popen2",
        "asyncio",
        "multiprocessing",
        "concurrent",
        "threading",
        "_thread",
        "signal",
        "tempfile",
        "io",
        "_io",
        "operator",
        "_operator",
        "types",
        "inspect",
        "gc",
        "pkgutil",
        "zipimport",
        "pip",
        "setuptools",
        "distutils",
        "ensurepip",
        "venv",
        "timeit",
        "pdb",
        "bdb",
        "trace",
        "profile",
        "cProfile",
        "doctest",
        "unittest",
        "urllib",
        "urllib2",
        "http",
        "httplib",
        "ftplib",
        "smtplib",
        "telnetlib",
        "xmlrpc",
        "requests",
        "getpass",
        "site",
        "sysconfig",
        "atexit",
        "faulthandler",
        "mmap",
        "fcntl",
        "resource",
        "shelve",
        "dbm",
        "sqlite3",
        "cloudpickle",
        "dill",
        "joblib",
        "winreg",
        "_winreg",
        "msvcrt",
        "_winapi",
        "antigravity",
        "idlelib",
        "tkinter",
        "turtle",
        "cgi",
        "wsgiref",
        "socketserver",
        "ssl",
        "select",
    ];

    private readonly Dictionary<string, PickleGlobal> _names = names.ToDictionary(n => n, n => new PickleGlobal(n), StringComparer.Ordinal);

    /// <summary>Whether persistent ids are allowed.</summary>
    public bool PersistentIds => persistentIds;

    /// <summary>Finds a name.</summary>
    /// <exception cref="InputException">It is not on the list.</exception>
    public PickleGlobal Find(string module, string name, string where) =>
        _names.TryGetValue($"{module}.{name}", out var global) ? global
        : strangers && !Dangerous.Contains(module.Split('.')[0]) ? new PickleGlobal($"{Printable(module)}.{Printable(name)}")
        : throw new InputException(
            where,
            "a pickle of plain networks",
            $"the global '{Printable(module)}.{Printable(name)}'",
            "it is not on the list of harmless names, so it was not run and the file was not read"
        );

    private static string Printable(string text) =>
        string.Concat(text.Take(80).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '?'))
        + (text.Length > 80 ? "..." : "");
}
