using System.Diagnostics;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>kill -9 while a checkpoint is removed; <see cref="KillTests"/> kill training at other moments.</summary>
[Trait(TestPrecision.Trait, TestPrecision.Both)]
public sealed class KilledTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Train_KilledWhileAnOldCheckpointWasRemoved_RemovesTheRestOfIt()
    {
        WriteStore(_folder.File("store"));
        using (var first = Train("run"))
            Assert.True(first.WaitForExit(60_000) && first.ExitCode == 0);
        var expected = Checkpoints("run");
        Directory.CreateDirectory(_folder.File("run/checkpoint-000000001"));
        File.WriteAllText(_folder.File("run/checkpoint-000000001/adam-discriminator.dat"), "");
        using (var again = Train("run"))
            Assert.True(again.WaitForExit(60_000) && again.ExitCode == 0);
        Assert.Equal(expected, Checkpoints("run"));
    }

    private string[] Checkpoints(string run) =>
        Directory.Exists(_folder.File(run))
            ? [.. Directory.GetDirectories(_folder.File(run), "checkpoint-?????????").Order(StringComparer.Ordinal)]
            : [];

    private Process Train(string run)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "GanCmri.Cli.dll"),
            "train",
            _folder.File(run),
            "--data",
            _folder.File("store"),
            "--kimg",
            "0.16",
            "--tick",
            "0.04",
            "--batch",
            "4",
            "--cbase",
            "64",
            "--cmax",
            "8",
            "--latent",
            "8",
            "--vary",
            "1",
            .. TestPrecision.Arguments,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void WriteStore(string folder)
    {
        using var writer = new FrameStoreWriter(folder, 16);
        var random = new Random(1);
        for (var i = 0; i < 10; i++)
        {
            var pixels = Enumerable.Range(0, 16 * 16).Select(_ => random.NextSingle() * 2 - 1).ToArray();
            writer.Add(
                new GrayImage(16, 16, pixels),
                new FrameRow
                {
                    Subject = "S001",
                    Series = "S001-00",
                    Frame = i,
                }
            );
        }

        writer.Finish(
            new FrameStoreInfo
            {
                Resolution = 16,
                FieldMm = 175,
                AssumedPixelMm = 1.37,
                Validation = 0,
                Seed = 1,
            },
            row => row
        );
    }
}
