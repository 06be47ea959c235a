using System.CommandLine;
using GanCmri.Imaging;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri dataset: cines in, a frame store for training out.</summary>
internal static class DatasetVerb
{
    public static Command Build()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Folder of cines", Required = true };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder of the store", Required = true };
        var resolution = new Option<int>("--resolution") { Description = "Side of each frame, pixels", DefaultValueFactory = _ => 64 };
        var command = new Command("dataset", "Make a frame store.") { data, output, resolution };
        command.SetAction(parsed =>
        {
            var root = parsed.GetRequiredValue(data).FullName;
            var links = SubjectLinks.Read(Directory.EnumerateFiles(root, "link.csv", SearchOption.AllDirectories));
            var options = new DatasetOptions { Crop = new HeartCrop { Resolution = parsed.GetValue(resolution) } };
            var info = ProgressBars.Run(p => DatasetBuilder.Build(CineReader.Stacks(root), links, parsed.GetRequiredValue(output).FullName, options, p));
            Console.WriteLine($"{info.Count} frames");
        });
        return command;
    }
}
