using System.CommandLine;
using GanCmri.Reports;
using GanCmri.Runtime;

namespace GanCmri.Cli;

/// <summary>The record of a run that writes tables, from its beginning: RESULT.run.json beside its first one.</summary>
internal sealed class RunNote
{
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private readonly string _command;
    private readonly SortedDictionary<string, string> _options;
    private readonly string[] _outputs;

    /// <summary>Takes down the command and what lies in the places that it reads.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="outputs">What it writes, the first one the table that the record lies beside.</param>
    /// <param name="naming">The options that name these.</param>
    public RunNote(ParseResult parsed, IReadOnlyList<string> outputs, params string[] naming)
    {
        (_command, _outputs) = (GivenCommand.Words(parsed), [.. outputs]);
        _options = GivenCommand.Options(parsed, [.. outputs, Beside(outputs[0])], naming);
    }

    /// <summary>Where the record of a table lies.</summary>
    public static string Beside(string table) => Path.ChangeExtension(table, ".run.json");

    /// <summary>Adds what no option tells.</summary>
    public RunNote With(string name, string value)
    {
        _options[name] = value;
        return this;
    }

    /// <summary>Writes the record.</summary>
    /// <param name="inputs">Models and tables that went in.</param>
    /// <param name="device">Where the networks were; "cpu" where there were none.</param>
    /// <param name="seed">Of all randomness; null: there is none.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Save(IEnumerable<FileDigest> inputs, string device = "cpu", long? seed = null) =>
        new RunRecord
        {
            Command = _command,
            Options = _options,
            Seed = seed,
            Inputs = [.. inputs],
            Outputs = [.. _outputs.Where(File.Exists).Select(f => FileDigest.Of(f))],
            StartedUtc = _started,
            EndedUtc = DateTimeOffset.UtcNow,
            Device = device,
        }.Save(Beside(_outputs[0]));
}
