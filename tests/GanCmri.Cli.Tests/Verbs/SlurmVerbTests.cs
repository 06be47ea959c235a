using System.Diagnostics;
using GanCmri.Cli.Slurm;
using GanCmri.Networks.Weights;
using GanCmri.Tests.Latents;

namespace GanCmri.Cli.Tests.Verbs;

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
    [InlineData("--account", "a\n#SBATCH --x")]
    [InlineData("--account", "--x")]
    [InlineData("--qos", "a;b")]
    [InlineData("--constraint", "a b")]
    [InlineData("--setup", "module load x\nrm y")]
    [InlineData("--account", "300 letters")]
    [InlineData("--qos", "300 letters")]
    [InlineData("--setup", " ")]
    [InlineData("--setup", "module load x \\")]
    [InlineData("--setup", "#SBATCH --exclusive")]
    public async Task Slurm_OptionsThatAreNoneOfSlurms_AreRefused(string option, string value)
    {
        Dictionary<string, string> options = new() { ["--array"] = "2" };
        options[option] = value == "300 letters" ? new string('a', 300) : value;
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

    [Fact]
    public async Task Slurm_SiteOptionsAndSetup_AreInBothScripts()
    {
        Assert.Equal(
            0,
            await App.RunAsync([
                .. "slurm --array 2 --account heart-1 --qos long --constraint [rack1|rack2]&ib --setup".Split(' '),
                "module load dotnet/10",
                "--setup",
                "export A='b c'",
                .. "measure --data x --out".Split(' '),
                _folder.File("p.csv"),
            ])
        );
        foreach (var script in new[] { "task.sh", "gather.sh" })
        {
            var text = File.ReadAllText(_folder.File("p.csv.shards/" + script));
            Assert.Contains("\n#SBATCH --account=heart-1\n#SBATCH --qos=long\n#SBATCH --constraint=[rack1|rack2]&ib\ncd ", text);
            Assert.Contains(
                " || exit 2\nmodule load dotnet/10\n[ $? -eq 0 ] || { echo '--setup failed: module load dotnet/10' >&2; ",
                text
            );
            Assert.Contains("\nexport A='b c'\n[ $? -eq 0 ] || ", text);
        }
    }

    [Theory]
    [InlineData("--time 04:00:00")]
    [InlineData("--time=04:00:00")]
    public async Task Slurm_AnOptionOfBoth_BehindTheVerbIsTheVerbs(string time)
    {
        var words = $"slurm --array 2 {time} associate t.csv --time years --outcome died --exposure age --out".Split(' ');
        Assert.Equal(0, await App.RunAsync([.. words, _folder.File("a.csv")]));
        var text = File.ReadAllText(_folder.File("a.csv.shards/task.sh"));
        Assert.Contains("\n#SBATCH --time=04:00:00\n", text);
        Assert.Contains("--time years --outcome died", text);
    }

    [Theory]
    [InlineData("unknown option '--acount', did you mean '--account'? (see gancmri slurm --help)", "--acount", "x", "measure")]
    [InlineData("unknown option '--date', did you mean '--data'? (see gancmri measure --help)", "measure", "--date", "x", "--out", "y")]
    [InlineData("unknown verb 'measur', did you mean 'measure'? (see gancmri --help)", "measur", "--data", "x")]
    [InlineData("stack", "demo", "--out", "x")] // takes no --shard
    public async Task Slurm_WhatIsWrong_IsSaidAsElsewhere(string said, params string[] words)
    {
        var error = Console.Error;
        using var written = new StringWriter();
        Console.SetError(written);
        try
        {
            Assert.Equal(App.BadInput, await App.RunAsync(["slurm", "--array", "2", .. words]));
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.Contains(said, written.ToString(), StringComparison.Ordinal);
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

    [ShellTheory]
    [InlineData("false", "", 1)]
    [InlineData("no-such-command", "--setup failed: no-such-command", 1)]
    [InlineData("false # it's", "--setup failed", 1)]
    [InlineData("[ 1 = 2 ] || true", "", 0)]
    public async Task TaskScript_SetupThatFails_EndsTheTask(string setup, string said, int code)
    {
        var plan = new SlurmPlan
        {
            Command = ["measure"],
            Output = _folder.File("p.csv"),
            Shards = 1,
            Cpus = 1,
            Setup = [setup, "apptainer() { echo started; }"],
            Container = "x.sif",
        };
        plan.Validate();
        new SlurmScripts(plan).Write();
        using var shell = Process.Start(
            new ProcessStartInfo("bash", [_folder.File("p.csv.shards/task.sh"), "0"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (output, error) = (await shell.StandardOutput.ReadToEndAsync(), await shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        Assert.Equal((code, code == 0 ? "started\n" : ""), (shell.ExitCode, output)); // one shell: it still knows the function
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_StartedByDotnet_IsTheDotnetThatSetupGives()
    {
        var plan = new SlurmPlan
        {
            Command = ["measure"],
            Output = "p.csv",
            Shards = 1,
            Cpus = 1,
        };
        Assert.Equal(Environment.ProcessPath, plan.Program[0]);
        if (plan.Program.Count == 2)
            Assert.Equal("dotnet", (plan with { Setup = ["module load dotnet/10"] }).Program[0]);
    }

    [ShellFact]
    public async Task TaskScript_WithoutSlurm_DoesOneShard()
    {
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
