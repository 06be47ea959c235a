using System.Diagnostics;
using GanCmri.Runtime;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Gives a reader many broken files. Input i depends on the seed and i only.</summary>
internal static class BrokenInputs
{
    /// <summary>Most memory that reading may take beyond the file.</summary>
    public const long MostBytes = 256L << 20;

    private const int MostFaults = 20;
    private static readonly DateTime Old = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The number of the input that is read now.</summary>
    public static int Now { get; private set; }

    /// <summary>Runs inputs one after the other.</summary>
    /// <param name="reader">What reads.</param>
    /// <param name="seed">Of all of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="mostSeconds">A reading that takes longer, on the clock and on the processor, is a fault; null: any time.</param>
    /// <param name="until">Ends earlier; null: never.</param>
    public static BrokenInputsResult Run(BrokenReader reader, int seed, int count, double? mostSeconds = null, DateTime? until = null)
    {
        using var place = new TemporaryFolder();
        var folder = Directory.CreateDirectory(place.File("in")).FullName;
        var secret = Path.Combine(Directory.CreateDirectory(place.File("outside")).FullName, "secret.png");
        File.WriteAllBytes(secret, BrokenReaders.Picture());
        reader.Beside(folder);
        var examples = reader.Examples();
        var path = Path.Combine(folder, reader.File);
        var (read, refused, done, faults, slowest, largest) = (0, 0, 0, new List<string>(), 0.0, 0L);
        for (; done < count && faults.Count < MostFaults && DateTime.UtcNow < (until ?? DateTime.MaxValue); done++)
        {
            Now = done;
            var random = new Random(HashOf(seed, done));
            var bytes = reader.Break(examples[random.Next(examples.Count)], random);
            File.WriteAllBytes(path, bytes);
            File.SetLastAccessTimeUtc(secret, Old); // read files have a later one
            var (memory, processor, clock) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            try
            {
                reader.Read(path);
                read++;
            }
            catch (InputException e)
            {
                refused++;
                if (e.Message.Contains('\n', StringComparison.Ordinal))
                    Fault("more than one line");
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Fault($"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")} {Place(e)}");
            }

            memory = GC.GetAllocatedBytesForCurrentThread() - memory - bytes.Length;
            var seconds = Math.Min(clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
            (slowest, largest) = (Math.Max(slowest, seconds), Math.Max(largest, memory));
            if (memory > MostBytes)
                Fault($"{memory >> 20} MiB");
            if (seconds > mostSeconds)
                Fault(FormattableString.Invariant($"{seconds:F1} s"));
            if (!reader.MayNameFilesAnywhere && File.GetLastAccessTimeUtc(secret) != Old)
                Fault("read a file outside its folder");
        }

        return new BrokenInputsResult(reader.Name, seed, done, read, refused, faults, slowest, largest);

        void Fault(string what) => faults.Add(FormattableString.Invariant($"{reader.Name}, seed {seed}, input {done}: {what}"));
    }

    /// <summary>The input of a number, to look at.</summary>
    public static byte[] Input(BrokenReader reader, int seed, int number)
    {
        var examples = reader.Examples();
        var random = new Random(HashOf(seed, number));
        return reader.Break(examples[random.Next(examples.Count)], random);
    }

    private static int HashOf(int seed, int number) => unchecked(seed * 1_000_003 + number);

    private static string Place(Exception e) =>
        string.Join(
            " < ",
            (e.StackTrace ?? "")
                .Split('\n')
                .Select(l => l.Trim())
                .Where(l => l.Contains("GanCmri", StringComparison.Ordinal))
                .Take(3)
                .Select(l => l.Split(" in ")[0].Split('(')[0].Replace("at ", "", StringComparison.Ordinal))
        );
}

/// <summary>What became of many broken inputs.</summary>
internal sealed record BrokenInputsResult(
    string Reader,
    int Seed,
    int Inputs,
    int Read,
    int Refused,
    IReadOnlyList<string> Faults,
    double SlowestSeconds,
    long MostBytes
)
{
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Reader}: {Inputs} inputs, seed {Seed}: {Read} read, {Refused} refused, {Faults.Count} faults; slowest "
                + $"{SlowestSeconds:F2} s, most memory {MostBytes >> 20} MiB"
        );
}
