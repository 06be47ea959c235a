using System.Globalization;
using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Training;

/// <summary>Complete states in a run folder: "checkpoint-000123456" (images shown). Written beside, then renamed; the last two are
/// kept.</summary>
internal sealed class Checkpoints(string run)
{
    private const string Prefix = "checkpoint-";

    /// <summary>Writes the state.</summary>
    /// <exception cref="InputException">The run folder cannot be written, or the disk is full; the states before stay.</exception>
    public void Save(TrainingState state)
    {
        var target = Path.Combine(run, Prefix + state.Images.ToString("D9", CultureInfo.InvariantCulture));
        var temporary = target + ".tmp";
        OutputLock.RequireThere(target);
        try
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            Directory.CreateDirectory(temporary);
            state.Save(temporary);
            File.WriteAllText(
                Path.Combine(temporary, "state.json"),
                JsonSerializer.Serialize(
                    new Counters(state.Step, state.MeanPathLength, state.Ada.P, state.Ada.Signs, state.Ada.Batches, state.Options.BFloat16)
                )
            );
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            Directory.Move(temporary, target);
            foreach (var old in Existing().SkipLast(2))
                Directory.Delete(old, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            throw new InputException(
                run,
                "a folder that can be written",
                e.GetType().Name,
                "free the disk; the same command goes on from the last checkpoint",
                e
            );
        }
    }

    /// <summary>Restores the newest state that reads; false if there is none. Those that a killed run did not get to remove go.</summary>
    /// <exception cref="InputException">There are states, and none reads; or they were computed in another precision.</exception>
    public bool TryRestore(TrainingState state)
    {
        foreach (var folder in Existing().Reverse())
        {
            try
            {
                Restore(state, folder);
            }
            catch (Exception e) when (e is not (OutOfMemoryException or InputException))
            {
                continue; // cut short by a power failure: the one before is whole, and replaces whatever was read
            }

            foreach (var old in Existing().TakeWhile(f => f != folder).SkipLast(1))
                Directory.Delete(old, recursive: true);
            return true;
        }

        if (!Existing().Any())
            return false;
        throw new InputException(run, "a complete checkpoint", "only damaged ones", "delete them to begin anew, or give another folder");
    }

    /// <summary>Refuses to go on in another precision than a run began with.</summary>
    /// <param name="where">What says how it began.</param>
    /// <param name="began">Whether it began in bfloat16; null: not recorded.</param>
    /// <param name="now">Whether bfloat16 is asked for now.</param>
    public static void RequireSamePrecision(string where, bool? began, bool now)
    {
        if ((began ?? now) == now)
            return;
        throw new InputException(
            where,
            $"the precision this run began with, {(now ? "float32" : "bfloat16")}",
            now ? "bfloat16" : "float32",
            $"{(now ? "leave --bf16 out" : "give --bf16")}, or another folder for a new run"
        );
    }

    private static void Restore(TrainingState state, string folder)
    {
        var counters =
            JsonSerializer.Deserialize<Counters>(File.ReadAllText(Path.Combine(folder, "state.json"))) ?? throw new JsonException("null");
        RequireSamePrecision(folder, counters.BFloat16, state.Options.BFloat16);
        (state.Step, state.MeanPathLength) = (counters.Step, counters.MeanPathLength);
        (state.Ada.P, state.Ada.Signs, state.Ada.Batches) = (counters.AdaP, counters.AdaSigns, counters.AdaBatches);
        state.Load(folder);
    }

    private IEnumerable<string> Existing() =>
        Directory.Exists(run)
            ? Directory
                .GetDirectories(run, Prefix + "*")
                .Where(d => !d.EndsWith(".tmp", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
            : [];

    private sealed record Counters(long Step, double MeanPathLength, double AdaP, double AdaSigns, int AdaBatches, bool? BFloat16);
}
