namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Two commands on one frame store: dataset makes it anew, now so, now otherwise, while measure and train read it. What they find
/// is one of both stores, or they are refused; the store is that of the last writer.</summary>
internal static class Readers
{
    private const int MostMilliseconds = 1500;

    public static ReadersResult Run(string folder, int seed, int times)
    {
        string At(string name) => Path.Combine(folder, name);
        Scenes.WriteModels(At("models"));
        Scenes.WritePictures(At("pictures"));
        var random = new Random(seed);
        int[] sides = [16, 32];
        SortedDictionary<string, string>[] stores = [.. sides.Select(side => Made(Writing(side), At("store")))];
        string[] measures =
        [
            .. sides.Select(side =>
            {
                Made(Writing(side), At("store"));
                Made(Measuring(), At("measured"));
                return Timeless.Digest(Measures());
            }),
        ];
        var (refused, faults) = (0, new List<string>());
        for (var i = 0; i < times; i++)
        {
            using var writer = Gancmri.Start(Writing(sides[i % 2]));
            Thread.Sleep(random.Next(MostMilliseconds));
            using var trainer = Gancmri.Start(Training(i));
            var measure = Gancmri.Run(Measuring());
            writer.WaitForExit();
            trainer.WaitForExit();
            if (writer.ExitCode != 0 || trainer.ExitCode is not (0 or 2))
                faults.Add($"time {i}: dataset ends with {writer.ExitCode}, train with {trainer.ExitCode}");
            if (measure.IsRefusal)
                refused++;
            else if (measure.Code != 0)
                faults.Add($"time {i}: measure ends with {measure.Code}: {measure.Text}");
            else if (!measures.Contains(Timeless.Digest(Measures())))
                faults.Add($"time {i}: measured another store than the old or the new one");
            if (Scene.Difference(stores[i % 2], Scene.Contents(At("store"))) is { } difference)
                faults.Add($"time {i}: store: {difference}");
        }

        return new ReadersResult(seed, times, refused, faults);

        // Not the record beside it, which tells when the store was made.
        string Measures() => Path.Combine(At("measured"), "frames.csv");

        SortedDictionary<string, string> Made(string[] command, string output)
        {
            var end = Gancmri.Run(command);
            return end.Code == 0 ? Scene.Contents(output) : throw new InvalidOperationException(end.Text);
        }

        // Another store in the place of the first is refused; here it shall be written, so the record of the first is removed.
        string[] Writing(int side)
        {
            if (Directory.Exists(At("store")))
                File.Delete(Path.Combine(At("store"), RunFolder.FileName));
            return ["dataset", "--data", At("pictures"), "--out", At("store"), "--resolution", $"{side}", "--validation", "0"];
        }

        string[] Measuring() =>
            ["measure", "--data", At("store"), "--out", Measures(), "--segmenter", Path.Combine(At("models"), "segmenter.safetensors")];

        string[] Training(int i) =>
            [
                "train",
                At($"run{i}"),
                "--data",
                At("store"),
                "--kimg",
                "0.004",
                "--batch",
                "4",
                "--cbase",
                "64",
                "--cmax",
                "8",
                "--latent",
                "8",
            ];
    }
}

/// <summary>What readers saw of a store that was being written.</summary>
internal sealed record ReadersResult(int Seed, int Times, int Refused, IReadOnlyList<string> Faults)
{
    public override string ToString() =>
        $"readers: {Times} times beside a writer, seed {Seed}: measure refused in {Refused}, else the old or the new store; "
        + $"{Faults.Count} faults";
}
