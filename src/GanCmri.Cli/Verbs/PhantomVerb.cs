using System.CommandLine;
using GanCmri.Imaging.Phantom;
using GanCmri.Runtime;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri phantom: made-up hearts of known truth.</summary>
internal static class PhantomVerb
{
    public static Command Build()
    {
        var subjects = new Option<int>("--subjects") { Description = "Number of subjects, at least 1", Required = true };
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for images/, lv-masks/, frames.csv and subjects.csv",
            Required = true,
        };
        var size = new Option<int>("--size")
        {
            Description = "Pixels a side: 64 (heart, 2.74 mm), 128 (heart, 1.37 mm) or 256 (whole chest, 1.37 mm)",
            DefaultValueFactory = _ => 64,
        };
        var phases = new Option<int>("--phases") { Description = "Frames a beat, 20 to 50", DefaultValueFactory = _ => 20 };
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of the cohort: equal seeds give equal pictures",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command(
            "phantom",
            "Draw beating short-axis hearts whose LV area, sphericity, wall thickness and FAC are known exactly. Example: gancmri "
                + "phantom --subjects 100 --out phantoms"
        )
        {
            subjects,
            output,
            size,
            phases,
            seed,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var options = new PhantomOptions { Field = FieldOf(parsed.GetValue(size)), Phases = parsed.GetValue(phases) };
                var cohort = new PhantomPopulation(options, parsed.GetValue(seed));
                var folder = parsed.GetRequiredValue(output).FullName;
                using var claimed = RunFolder.Claim(parsed, folder);
                ProgressBars.Run(p => PhantomFolder.Write(cohort, parsed.GetValue(subjects), folder, p, cancellation));
                Console.WriteLine($"{parsed.GetValue(subjects)} subjects, {parsed.GetValue(subjects) * options.Phases} frames in {folder}");
                return Task.FromResult(0);
            }
        );
        return command;
    }

    private static PhantomField FieldOf(int size) =>
        size switch
        {
            64 => PhantomField.Crop64,
            128 => PhantomField.Crop128,
            256 => PhantomField.Full256,
            _ => throw new InputException("--size", "64, 128 or 256", $"{size}", "choose one of these"),
        };
}
