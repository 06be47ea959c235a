using System.CommandLine;
using GanCmri.Runtime;
using GanCmri.Shards;

namespace GanCmri.Cli.Verbs;

/// <summary>--shard of a long verb: one part of the run, or the joining of all of them.</summary>
/// <param name="verb">The verb's word.</param>
internal sealed class ShardOption(string verb)
{
    private const string Name = "--shard",
        All = "all";

    /// <summary>The option.</summary>
    public Option<string?> Option { get; } =
        new(Name)
        {
            Description =
                "Do only part i of n on this machine, 0/n to n-1/n. Its results go to OUTPUT.shards/part-iiiii.*, with a marker when it is "
                + "done; the same command again does only what is missing. gancmri gather joins the parts to what one run writes, and "
                + "gancmri slurm sends all of them to a cluster.",
        };

    /// <summary>Runs the verb whole, or one shard of it, or joins the shards.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="output">What the whole run writes; the shards lie beside it.</param>
    /// <param name="outputs">Everything it writes, also beside that, null where not asked for: no inputs.</param>
    /// <param name="more">What the results depend on and no option tells: files and folders that go in, or a hash of what does.</param>
    /// <param name="whole">Does all.</param>
    /// <param name="part">Does one shard.</param>
    /// <param name="join">Joins.</param>
    /// <param name="folder">The folder that the whole run writes, if it is one: see <see cref="RunFolder"/>.</param>
    /// <param name="named">Files that its inputs name.</param>
    /// <param name="adding">Options that add to that folder without changing what is there.</param>
    /// <returns>The exit code.</returns>
    public int Run(
        ParseResult parsed,
        string output,
        IEnumerable<string?> outputs,
        IEnumerable<string> more,
        Func<int> whole,
        Action<ShardPart> part,
        Func<ShardSet, int> join,
        string? folder = null,
        IEnumerable<FileDigest>? named = null,
        params string[] adding
    )
    {
        if (parsed.GetValue(Option) is not { } text)
        {
            using var claimed = folder is null ? null : RunFolder.Claim(parsed, folder, named, adding);
            return whole();
        }

        if (text == All)
        {
            using var claimed = folder is null ? null : RunFolder.Claim(parsed, folder, named, adding);
            return Join(output, outputs.OfType<string>(), join);
        }

        if (folder is not null)
            RunFolder.Require(parsed, folder, named, adding);
        var shard = Shard.Parse(text);
        var work = new ShardPart(output, shard, Key(parsed, shard, [.. outputs.OfType<string>(), output], more), Arguments(parsed));
        using var beat = new HeartBeat(shard.Name);
        var done = work.Do(() => part(work)) ? "done" : "done already";
        Console.WriteLine($"{shard.Name} of {shard.Count}: {done}. When all are: gancmri gather {ShellWords.Quote(output)}");
        return 0;
    }

    private static int Join(string output, IEnumerable<string> outputs, Func<ShardSet, int> join)
    {
        var shards = ShardSet.Open(output);
        using var taken = OutputLock.OnOutputs([output, .. outputs]);
        return join(shards);
    }

    /// <summary>The command that joins what a command without --shard divides.</summary>
    public static string[] Joining(IEnumerable<string> arguments) => [.. arguments, Name, All];

    private ShardKey Key(ParseResult parsed, Shard shard, string[] outputs, IEnumerable<string> more)
    {
        var (options, inputs) = (
            new SortedDictionary<string, string>(StringComparer.Ordinal),
            new SortedDictionary<string, string>(StringComparer.Ordinal)
        );
        foreach (var (name, value) in GivenOptions.Of(parsed, Name, "--workers", "--jobs")) // which change nothing of the results
        {
            if (!outputs.Contains(value) && (File.Exists(value) || Directory.Exists(value)))
                inputs[name] = value;
            else
                options[name] = value;
        }

        foreach (var (i, given) in more.Distinct().Index())
            (File.Exists(given) || Directory.Exists(given) ? inputs : options)[FormattableString.Invariant($"input {i + 1}")] = given;
        return ShardKey.Of(verb, shard.Count, options, inputs, [.. outputs, ShardPart.FolderOf(outputs[^1])]);
    }

    private static string[] Arguments(ParseResult parsed)
    {
        var words = parsed.Tokens.Select(t => t.Value).ToList();
        for (var at = words.IndexOf(Name); at >= 0; at = words.IndexOf(Name))
            words.RemoveRange(at, Math.Min(2, words.Count - at));
        return [.. words];
    }
}
