using System.Diagnostics;
using GanCmri.Cli;
using GanCmri.Cli.Slurm;
using GanCmri.Networks.Weights;
using GanCmri.Tests.Latents;

namespace GanCmri.Tests.Cli.Slurm;

public sealed class SlurmVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Slurm_AVerbWithOddPaths_WritesScriptsThatNameThemSafely()
    {
        var output = _folder.File("p it's %a.csv");
        Assert.Equal(
            0,
            await App.RunAsync([
                "slurm",
                "--array",
                "8",
                "--time",
                "04:00:00",
                "--mem",
                "4G",
                "--partition",
                "long",
                "--cpus-per-task",
                "3",
                "measure",
                "--data",
                "x $(touch pwned)",
                "--out",
                output,
                "--subject-pattern",
                "^(P[0-9]+)\n#SBATCH --exclusive",
            ])
        );
        var task = File.ReadAllText(output + ".shards/task.sh");
        foreach (
            var line in new[]
            {
                "--array=0-7",
                "--requeue",
                "--cpus-per-task=3",
                "--time=04:00:00",
                "--mem=4G",
                "--partition=long",
                "--job-name=gancmri-measure",
            }
        )
            Assert.Contains($"\n#SBATCH {line}\n", task);
        Assert.Contains("'x $(touch pwned)'", task);
        Assert.Contains("\nthreads=3\nexport OMP_NUM_THREADS=${SLURM_CPUS_PER_TASK:-$threads}\n", task);
        // Slurm reads no directive after the first command.
        Assert.True(task.LastIndexOf("\n#SBATCH --partition", StringComparison.Ordinal) < task.IndexOf("\ncd ", StringComparison.Ordinal));
        Assert.Contains("--dependency=\"afterany:${array%%;*}\"", File.ReadAllText(output + ".shards/submit.sh"));
        Assert.Contains("%%a", File.ReadAllText(output + ".shards/submit.sh")); // of the path: Slurm would put the task's number there
        Assert.Equal(8, SlurmScripts.Shards(output + ".shards"));
    }

    [Fact]
    public async Task Slurm_Container_CallsTheProgramInIt()
    {
        Assert.Equal(
            0,
            await App.RunAsync([
                "slurm",
                "--array",
                "2",
                "--container",
                "my image.sif",
                "measure",
                "--data",
                "x",
                "--out",
                _folder.File("p.csv"),
            ])
        );
        Assert.Contains(
            "\napptainer exec 'my image.sif' gancmri measure --data x ",
            File.ReadAllText(_folder.File("p.csv.shards/task.sh"))
        );
        Assert.Contains("\nexec apptainer exec 'my image.sif' gancmri gather ", File.ReadAllText(_folder.File("p.csv.shards/gather.sh")));
    }

    [Theory]
    [InlineData("--array", "0")]
    [InlineData("--time", "1h\n#SBATCH --x")]
    [InlineData("--mem", "much")]
    [InlineData("--partition", "a b")]
    public async Task Slurm_OptionsThatAreNoneOfSlurms_AreRefused(string option, string value)
    {
        Dictionary<string, string> options = new() { ["--array"] = "2" };
        options[option] = value;
        Assert.Equal(
            App.BadInput,
            await App.RunAsync([
                "slurm",
                .. options.SelectMany(o => new[] { o.Key, o.Value }),
                "measure",
                "--data",
                "x",
                "--out",
                _folder.File("p.csv"),
            ])
        );
        Assert.False(Directory.Exists(_folder.File("p.csv.shards")));
    }

    [Theory]
    [InlineData("demo", "--out", "x")]
    [InlineData("measure", "--data", "x")]
    [InlineData("measur", "--data", "x", "--out", "y")]
    [InlineData("measure", "--date", "x", "--out", "y")]
    public async Task Slurm_AVerbWithoutShardsOrWrongOptions_IsRefused(params string[] command) =>
        Assert.Equal(App.BadInput, await App.RunAsync(["slurm", "--array", "2", .. command]));

    [Fact]
    public async Task Status_TellsWhatIsDoneAndWhatIsMissing()
    {
        using (var network = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), network);
        string[] command =
        [
            "generate",
            "--network",
            _folder.File("g.safetensors"),
            "--seeds",
            "0-20",
            "--device",
            "cpu",
            "--out",
            _folder.File("x.npy"),
        ];
        Assert.Equal(App.BadInput, await App.RunAsync(["slurm", "status", _folder.File("x.npy")]));
        Assert.Equal(0, await App.RunAsync(["slurm", "--array", "2", .. command]));
        Assert.Equal(1, await App.RunAsync(["slurm", "status", _folder.File("x.npy")]));
        foreach (var i in new[] { 0, 1 })
            Assert.Equal(0, await App.RunAsync([.. command, "--shard", $"{i}/2"]));
        Assert.Equal(0, await App.RunAsync(["slurm", "status", _folder.File("x.npy")]));
    }

    [Fact]
    public async Task TaskScript_WithoutSlurm_DoesOneShard()
    {
        if (OperatingSystem.IsWindows())
            return;
        using (var network = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), network);
        Assert.Equal(
            0,
            await App.RunAsync([
                "slurm",
                "--array",
                "2",
                "generate",
                "--network",
                _folder.File("g.safetensors"),
                "--seeds",
                "0-20",
                "--device",
                "cpu",
                "--out",
                _folder.File("x y.npy"),
            ])
        );
        using var shell = Process.Start(
            new ProcessStartInfo("bash", [_folder.File("x y.npy.shards/task.sh"), "1"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
        Assert.True(File.Exists(_folder.File("x y.npy.shards/part-00001.json")));
    }
}
