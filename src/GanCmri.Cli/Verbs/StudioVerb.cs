using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Studio.Hosting;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri studio: hearts in a browser.</summary>
internal static class StudioVerb
{
    public static Command Build()
    {
        var port = new Option<int>("--port") { Description = "Port of 127.0.0.1. Default: any that is free." };
        var data = new Option<string?>("--data")
        {
            Description = "Folder with own cines to look at; nothing else of the disk can be read. Default: none.",
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder for results of jobs and corrected outlines.",
            DefaultValueFactory = _ => new StudioOptions().OutputFolder,
        };
        var quiet = new Option<bool>("--no-browser") { Description = "Only print the address." };
        var models = new Option<string?>("--models")
        {
            Description = "Folder of models, as in gancmri report. Default: the shipped models of 128 pixels; sax64: those of 64.",
        };
        var segmenter = CommonOptions.SegmenterFile();
        var device = CommonOptions.Device();
        var verb = new Command(
            "studio",
            """
            Opens pages in your browser: move synthetic hearts by sliders, look at own cines, run jobs, read associations. It listens on
            this computer only and answers only those who have the printed address; nothing is sent anywhere. Ctrl-C ends it.
            docs/studio.md shows the pages.
            Example: gancmri studio --data cines
            """
        )
        {
            port,
            data,
            output,
            quiet,
            models,
            segmenter,
            device,
        };
        verb.SetAction(
            async (parsed, cancel) =>
            {
                var options = new StudioOptions
                {
                    Port = parsed.GetValue(port),
                    DataFolder = parsed.GetValue(data),
                    OutputFolder = parsed.GetRequiredValue(output),
                };
                options.Validate();
                using var loaded = ReportModels.Load(
                    parsed.GetValue(models),
                    parsed.GetValue(segmenter),
                    TorchDevice.Parse(parsed.GetValue(device))
                );
                var server = await StudioServer.StartAsync(options, loaded, cancel).ConfigureAwait(false);
                await using (server.ConfigureAwait(false))
                {
                    Console.WriteLine($"gancmri studio: {server.Url} (Ctrl-C ends it)");
                    if (!parsed.GetValue(quiet))
                        Open(server.Url);
                    await Ended(cancel).ConfigureAwait(false);
                }

                return 0;
            }
        );
        return verb;
    }

    private static async Task Ended(CancellationToken cancel)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is the way to end it.
        }
    }

    private static void Open(Uri url)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(url.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            Console.WriteLine("no browser could be opened: open the address yourself.");
        }
    }
}
