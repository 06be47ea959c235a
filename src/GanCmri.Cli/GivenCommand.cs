using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GanCmri.Runtime;

namespace GanCmri.Cli;

/// <summary>A command as it may be written down beside its results.</summary>
internal static class GivenCommand
{
    /// <summary>Its words, e.g. "gancmri trajectory fit".</summary>
    public static string Words(ParseResult parsed)
    {
        var names = new List<string>();
        for (SymbolResult? r = parsed.CommandResult; r is not null; r = r.Parent)
            if (r is CommandResult { Command.Name: var name })
                names.Insert(0, name);
        return string.Join(' ', names);
    }

    /// <summary>
    /// Its options with their values, defaults included; the places that it reads as hashes, so that no name of a patient is written down:
    /// files of their bytes, folders of their place and of the names, sizes and times of what lies in them, as data are large. A number is
    /// no file.
    /// </summary>
    /// <param name="parsed">The command.</param>
    /// <param name="outputs">What it writes: does not count where it lies within what is read.</param>
    /// <param name="without">Options that are left out.</param>
    public static SortedDictionary<string, string> Options(ParseResult parsed, IReadOnlyList<string> outputs, params string[] without) =>
        new(
            GivenOptions
                .Of(parsed, without)
                .ToDictionary(
                    o => o.Key,
                    o =>
                        double.TryParse(o.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? o.Value
                        : File.Exists(o.Value) ? "file " + FileDigest.Of(o.Value).Sha256
                        : Directory.Exists(o.Value) ? "folder " + Hash(Path.GetFullPath(o.Value) + ListingDigest.Of(o.Value, outputs))
                        : o.Value
                ),
            StringComparer.Ordinal
        );

    /// <summary>SHA-256 of a text, lower-case hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
