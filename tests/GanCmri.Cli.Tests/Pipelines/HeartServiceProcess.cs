using System.Diagnostics;

namespace GanCmri.Cli.Tests.Pipelines;

/// <summary>pipelines/heart-service.cs as a program of its own on loopback.</summary>
internal sealed class HeartServiceProcess : IDisposable
{
    private readonly Process _service;

    /// <summary>Starts it.</summary>
    /// <param name="tests">The tests' output folder: it runs with their libraries, beside which the shipped models lie.</param>
    /// <param name="arguments">Of the program.</param>
    public HeartServiceProcess(string tests, params string[] arguments)
    {
        var program = Path.Combine(tests, "heart-service.dll");
        File.Copy(Path.Combine(tests, "pipelines", "heart-service.dll"), program, overwrite: true);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] all =
        [
            "exec",
            "--depsfile",
            Path.Combine(tests, "GanCmri.Cli.Tests.deps.json"),
            "--runtimeconfig",
            Path.Combine(tests, "GanCmri.Cli.Tests.runtimeconfig.json"),
            program,
            "--urls",
            "http://127.0.0.1:0",
            .. arguments,
        ];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        _service = Process.Start(start)!;
    }

    /// <summary>Its resident memory, bytes.</summary>
    public long Memory
    {
        get
        {
            _service.Refresh();
            return _service.WorkingSet64;
        }
    }

    /// <summary>Where it listens, once it does.</summary>
    /// <exception cref="InvalidOperationException">It has ended instead; the message is what it said.</exception>
    public async Task<Uri> Address()
    {
        const string Sign = "Now listening on: ";
        while (await _service.StandardOutput.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf(Sign, StringComparison.Ordinal);
            if (at < 0)
                continue;
            _ = _service.StandardOutput.ReadToEndAsync(); // or the log would fill the pipe
            return new Uri(line[(at + Sign.Length)..]);
        }

        throw new InvalidOperationException(await _service.StandardError.ReadToEndAsync());
    }

    public void Dispose()
    {
        _service.Kill(entireProcessTree: true);
        _service.WaitForExit();
        _service.Dispose();
    }
}
