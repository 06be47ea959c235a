using System.Globalization;
using GanCmri.Formats;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace GanCmri.Studies.Cohorts;

/// <summary>A mapping of a YAML file whose every key must be known; what is wrong is named with its line and key.</summary>
/// <param name="file">The file's name for messages.</param>
/// <param name="path">Keys that lead here, e.g. "phenotypes.lv_area_mm2"; empty for the file itself.</param>
/// <param name="node">The mapping.</param>
internal sealed class YamlSection(string file, string path, YamlMappingNode node)
{
    /// <summary>Keys in the file's order.</summary>
    public IReadOnlyList<string> Keys { get; } = [.. node.Children.Keys.Select(k => k is YamlScalarNode { Value: { } name } ? name : "")];

    /// <summary>Reads a file whose document is a mapping.</summary>
    /// <exception cref="InputException">It is missing or is no such YAML.</exception>
    public static YamlSection Load(string file)
    {
        var remedy = $"write it as {CohortSpec.ExamplePath} is written";
        if (!File.Exists(file))
            throw new InputException(
                file,
                $"a cohort's specification (YAML), or the name of a shipped one ({string.Join(", ", ShippedCohorts.Names)})",
                InputFile.Instead(file),
                $"correct the name or the path; the shipped ones lie in {ShippedCohorts.Folder}"
            );
        var stream = new YamlStream();
        try
        {
            var text = File.ReadAllText(file);
            RequireShallow(file, text, remedy);
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new InputException(FormattableString.Invariant($"{file}, line {e.Start.Line}"), "YAML", e.Message, remedy, e);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // What YamlDotNet makes of anchors, tags and marks that do not belong together.
            throw new InputException(file, "YAML", "marks that do not belong together", remedy, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(file, "a file that can be read", e.GetType().Name, "check the path and its permissions", e);
        }

        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? new YamlSection(file, "", root)
            : throw new InputException(file, "keys with values", "something else", remedy);
    }

    // Nodes are made one within the other: a file of nothing but brackets, or one that names itself by an alias, would end the process.
    private static void RequireShallow(string file, string text, string remedy)
    {
        const int Deepest = 32;
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext(); depth += parser.Current!.NestingIncrease)
        {
            if (depth > Deepest)
                throw new InputException(file, $"at most {Deepest} levels of keys and lists", "more", remedy);
            if (parser.Current is AnchorAlias)
                throw new InputException(file, "values written out", $"an alias (*) in line {parser.Current.Start.Line}", remedy);
        }
    }

    /// <summary>Refuses keys other than these.</summary>
    public YamlSection Only(params IReadOnlyList<string> known) => Only(key => known.Contains(key), known);

    /// <summary>Refuses keys that are not known.</summary>
    public YamlSection Only(Func<string, bool> isKnown, IReadOnlyList<string> known)
    {
        foreach (var (key, child) in Keys.Zip(node.Children))
        {
            if (!isKnown(key))
                throw Bad(child.Key, key, $"one of {string.Join(", ", known)}", "another key", "correct it");
        }

        return this;
    }

    public bool Has(string key) => Keys.Contains(key);

    /// <summary>Whether there is a mapping below a key.</summary>
    public bool HasSection(string key) => Has(key) && Required(key) is YamlMappingNode;

    /// <summary>A mapping below a key.</summary>
    public YamlSection Section(string key) =>
        Required(key) is YamlMappingNode below
            ? new YamlSection(file, Join(key), below)
            : throw Bad(Required(key), key, "keys with values below it", "something else", "correct it");

    /// <summary>A mapping below a key; empty if there is none.</summary>
    public YamlSection SectionOrEmpty(string key) => Has(key) ? Section(key) : new YamlSection(file, Join(key), []);

    /// <summary>Text that is not empty.</summary>
    public string Text(string key) =>
        Required(key) is YamlScalarNode { Value.Length: > 0 } scalar
            ? scalar.Value
            : throw Bad(Required(key), key, "a value", "none", "give one");

    /// <summary>A number in a range, limits included.</summary>
    public double Number(string key, double least = double.MinValue, double most = double.MaxValue) =>
        Number(key, Required(key), least, most);

    /// <summary>A number in a range, or what it is where the key is absent.</summary>
    public double NumberOr(string key, double absent, double least = double.MinValue, double most = double.MaxValue) =>
        Has(key) ? Number(key, least, most) : absent;

    /// <summary>A number above 0.</summary>
    public double Positive(string key) =>
        Number(key) is > 0 and var number ? number : throw Bad(key, "a number above 0", Text(key), "correct it");

    /// <summary>Numbers by keys that are numbers too, in the file's order.</summary>
    public IReadOnlyList<KeyValuePair<double, double>> Numbers() =>
        [
            .. Keys.Zip(
                node.Children,
                (key, child) =>
                    KeyValuePair.Create(
                        Number(key, child.Key, double.MinValue, double.MaxValue),
                        Number(key, child.Value, double.MinValue, double.MaxValue)
                    )
            ),
        ];

    /// <summary>The key of each phenotype, in the file's order; a key may be any spelling of a phenotype's name.</summary>
    public OrderedDictionary<Phenotype, string> Phenotypes(IReadOnlyList<Phenotype> among)
    {
        var keys = new OrderedDictionary<Phenotype, string>();
        foreach (var key in Only(key => among.Any(p => p == PhenotypeNames.Find(key)), [.. among.Select(p => p.Name)]).Keys)
        {
            var found = PhenotypeNames.Find(key)!;
            if (!keys.TryAdd(found, key))
                throw Bad(key, $"{found} once", $"it and {keys[found]}, which is the same", "remove one of them");
        }

        return keys;
    }

    /// <summary>A square table of numbers in [-1, 1].</summary>
    public double[,] Square(string key, int size)
    {
        var rows = Sequence(key, Required(key), size);
        var table = new double[size, size];
        for (var r = 0; r < size; r++)
        {
            var row = Sequence(key, rows.Children[r], size);
            for (var c = 0; c < size; c++)
                table[r, c] = Number(key, row.Children[c], -1, 1);
        }

        return table;
    }

    /// <summary>The error that a key's value is wrong.</summary>
    public InputException Bad(string key, string expected, string found, string remedy) => Bad(Required(key), key, expected, found, remedy);

    private YamlSequenceNode Sequence(string key, YamlNode at, int size) =>
        at is YamlSequenceNode list && list.Children.Count == size
            ? list
            : throw Bad(
                at,
                key,
                FormattableString.Invariant($"{size} rows of {size} numbers, one a phenotype"),
                "something else",
                "correct it"
            );

    private double Number(string key, YamlNode at, double least, double most)
    {
        if (
            at is not YamlScalarNode { Value: { } text }
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number)
        )
            throw Bad(
                at,
                key,
                "a number with a decimal point",
                at is YamlScalarNode { Value: { Length: > 0 } other } ? $"'{other}'" : "none",
                "correct it"
            );
        if (number >= least && number <= most)
            return number;
        var range =
            least == double.MinValue ? FormattableString.Invariant($"at most {most}")
            : most == double.MaxValue ? FormattableString.Invariant($"at least {least}")
            : FormattableString.Invariant($"a number from {least} to {most}");
        throw Bad(at, key, range, text, "correct it");
    }

    private YamlNode Required(string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value)
            ? value
            : throw Bad(node, key, "this key with a value", "none", "add it");

    private InputException Bad(YamlNode at, string key, string expected, string found, string remedy) =>
        new(FormattableString.Invariant($"{file}, line {at.Start.Line}, {Join(key)}"), expected, found, remedy);

    private string Join(string key) => path.Length == 0 ? key : path + "." + key;
}
