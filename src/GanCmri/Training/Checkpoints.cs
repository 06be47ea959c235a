using System.Globalization;
using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Training;

/// <summary>Complete states in a run folder: "checkpoint-000123456" (images shown). Written beside, then renamed; the last two are kept.</summary>
internal sealed class Checkpoints(string run)
{
    private const string Prefix = "checkpoint-";

    /// <summary>Writes the state.</summary>
    /// <exception cref="InputException">The run folder cannot be written, or the disk is full; the states before stay.</exception>
    public void Save(TrainingState state)
    {
        var target = Path.Combine(run, Prefix + state.Images.ToString("D9", CultureInfo.InvariantCulture));
        var temporary = target + ".tmp";
        try
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
            Directory.CreateDirectory(temporary);
            state.Save(temporary);
            File.WriteAllText(Path.Combine(temporary, "state.json"), JsonSerializer.Serialize(new Counters(state.Step, state.MeanPathLength, state.Ada.P, state.Ada.Signs, state.Ada.Batches)));
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.Move(temporary, target);
            foreach (var old in Existing().SkipLast(2)) Directory.Delete(old, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
            throw new InputException(run, "a folder that can be written", e.GetType().Name, "free the disk; the same command goes on from the last checkpoint", e);
        }
    }

    /// <summary>Restores the newest state that reads; false if there is none.</summary>
    /// <exception cref="InputException">There are states, and none reads.</exception>
    public bool TryRestore(TrainingState state)
    {
        foreach (var folder in Existing().Reverse())
        {
            try
            {
                Restore(state, folder);
                return true;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Cut short by a power failure: the one before is whole, and replaces whatever was read.
            }
        }

        if (!Existing().Any()) return false;
        throw new InputException(run, "a complete checkpoint", "only damaged ones", "delete them to begin anew, or give another folder");
    }

    private static void Restore(TrainingState state, string folder)
    {
        var counters = JsonSerializer.Deserialize<Counters>(File.ReadAllText(Path.Combine(folder, "state.json"))) ?? throw new JsonException("null");
        (state.Step, state.MeanPathLength) = (counters.Step, counters.MeanPathLength);
        (state.Ada.P, state.Ada.Signs, state.Ada.Batches) = (counters.AdaP, counters.AdaSigns, counters.AdaBatches);
        state.Load(folder);
    }

    private IEnumerable<string> Existing() =>
        Directory.Exists(run) ? Directory.GetDirectories(run, Prefix + "*").Where(d => !d.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal) : [];

    private sealed record Counters(long Step, double MeanPathLength, double AdaP, double AdaSigns, int AdaBatches);
}
