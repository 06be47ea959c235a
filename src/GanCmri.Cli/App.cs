using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using GanCmri.Cli.Verbs;
using GanCmri.Runtime;

namespace GanCmri.Cli;

/// <summary>The command line: verbs, and how their failures end.</summary>
public static class App
{
    /// <summary>Exit code when nothing could start because of what the user gave.</summary>
    public const int BadInput = 2;

    /// <summary>Runs one command. Bad input gives one line on standard error and exit code 2; Ctrl-C gives 130.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(SlurmVerb.Apart(args));
        if (Fault(parsed) is { } fault)
        {
            Console.Error.WriteLine("gancmri: " + fault);
            return BadInput;
        }

        // Verbs compute on this thread, before System.CommandLine would start to listen for Ctrl-C: so we listen.
        using var stop = new CancellationTokenSource();
        // Verbs that are not asynchronous have nothing to finish: a signal ends them at once.
        var stops = parsed.Action is AsynchronousCommandLineAction;
        using var interrupt = stops ? PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop)) : null;
        using var terminate = stops ? PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop)) : null;
        try
        {
            OutputsApart.Require(parsed);
            var settings = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(settings, stop.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (Unwrap(e) is InputException bad)
        {
            Console.Error.WriteLine("gancmri: " + bad.Message);
            return BadInput;
        }
        catch (Exception e) when (Unwrap(e) is OptionsException wrong)
        {
            Console.Error.WriteLine($"gancmri: {wrong.Message}; correct the option.");
            return BadInput;
        }
        catch (Exception e) when (LostFiles.Found(e) is { } lost)
        {
            Console.Error.WriteLine("gancmri: " + lost.Message);
            return BadInput;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("gancmri: stopped; files that were finished are kept.");
            return 130;
        }
    }

    /// <summary>The first signal asks the work to end in good order; the second ends the process at once.</summary>
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        if (stop.IsCancellationRequested)
            return;
        signal.Cancel = true;
        Console.Error.WriteLine("gancmri: stopping; again to end at once.");
        stop.Cancel();
    }

    /// <summary>What is wrong with a command's words, in a line; null: nothing.</summary>
    internal static string? Fault(ParseResult parsed) =>
        (DidYouMean.Of(parsed) ?? OptionValues.Fault(parsed) ?? parsed.Errors.FirstOrDefault()?.Message) is { } fault
            ? $"{fault} (see {Path(parsed.CommandResult)} --help)"
            : DecimalComma.In(parsed);

    /// <summary>The whole command line. No RootCommand: it would call itself by its file's name.</summary>
    internal static Command Root()
    {
        var root = new Command("gancmri", "GanCmri: cardiac MR cines on demand, their phenotypes and their statistics.");
        root.Options.Add(new HelpOption());
        root.Options.Add(new VersionOption());
        foreach (var verb in VerbList.All())
            root.Subcommands.Add(verb);
        return root;
    }

    private static string Path(SymbolResult result) =>
        result is CommandResult { Command: var command, Parent: var parent }
            ? parent is null
                ? command.Name
                : $"{Path(parent)} {command.Name}"
            : "gancmri";

    private static Exception Unwrap(Exception e) =>
        e is InputException ? e
        : e.InnerException is { } inner ? Unwrap(inner)
        : e;
}
