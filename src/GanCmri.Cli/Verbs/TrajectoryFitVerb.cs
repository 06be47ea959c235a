using System.CommandLine;
using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Trajectories;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri trajectory fit.</summary>
internal static class TrajectoryFitVerb
{
    private const int FewestFrames = 8;

    public static Command Build()
    {
        var latents = new Option<string>("--latents") { Description = "Latents made by gancmri project (.csv).", Required = true };
        var kind = new Option<string>("--kind") { Description = "ed-es (a line to end-systole and back), frame (mean transitions) or periodic (a closed curve).", DefaultValueFactory = _ => "frame" };
        kind.AcceptOnlyFromAmong("ed-es", "frame", "periodic");
        var correction = new Option<string>("--correction") { Description = "For frame: residual (as published), reconstruction or none.", DefaultValueFactory = _ => "residual" };
        correction.AcceptOnlyFromAmong("residual", "reconstruction", "none");
        var components = new Option<int?>("--components") { Description = "Components of the correction; default two thirds of the transitions' rank (32 for 50 frames)." };
        var harmonics = new Option<int>("--harmonics") { Description = "For periodic: harmonics of the cardiac cycle.", DefaultValueFactory = _ => 4 };
        var phenotypes = new Option<string?>("--phenotypes") { Description = "Measured frames (.csv): end-systole is the frame of the least area. Default: frames marked ES, or farthest from ED." };
        var column = new Option<string>("--column") { Description = "Column of the LV cavity's area.", DefaultValueFactory = _ => PhenotypeRegistry.LvArea.Name };
        var output = new Option<string>("--out") { Description = "Trajectory (.json).", Required = true };
        var verb = new Command("fit", """
            Fits a trajectory to the latents of real cines.
            Example: gancmri trajectory fit --latents latents.csv --kind frame --correction residual --components 32 --out trajectory.json
            """) { latents, kind, correction, components, harmonics, phenotypes, column, output };
        verb.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(latents);
            var table = LatentCsv.Read(path);
            var measured = parsed.GetValue(phenotypes) is { } file ? PhenotypeTable.Read(file, parsed.GetRequiredValue(column)) : null;
            if (measured is not null) RequireMeasures(table, measured, path);
            var all = measured is null ? table.Cines() : table.Cines(measured.Of);
            var edToEs = EdToEs.Fit(all);
            var (chosen, cines) = (parsed.GetRequiredValue(kind), Used(parsed.GetRequiredValue(kind), all));
            if (cines.Count == 0)
            {
                throw new InputException(path, chosen == "ed-es" ? "cines of two frames or more" : $"cines of at least {FewestFrames} frames",
                    $"the longest has {all.Max(c => c.Latents.Count)}", "project whole cines, or use --kind ed-es for ED and ES frames");
            }

            CorrectionRecord? record = null;
            Trajectory trajectory = edToEs;
            if (chosen == "frame")
            {
                var mode = Enum.Parse<CorrectionMode>(parsed.GetRequiredValue(correction), ignoreCase: true);
                var corrected = new PcaCorrection(mode, parsed.GetValue(components)).Apply(FrameToFrame.Fit(cines).Transitions);
                foreach (var warning in corrected.Warnings()) Console.Error.WriteLine("warning: " + warning);
                (trajectory, record) = (new FrameToFrame(corrected.Transitions), CorrectionRecord.Of(corrected));
            }
            else if (chosen == "periodic")
            {
                trajectory = new PeriodicFit(parsed.GetValue(harmonics)).Fit(cines).Average;
            }

            var provenance = new Provenance(Provenance.ThisProgram, Provenance.HashOf(path), cines.Select(c => c.Subject).Distinct().Count(), cines.Count,
                new Dictionary<string, string>
                {
                    ["kind"] = chosen,
                    ["correction"] = chosen == "frame" ? parsed.GetRequiredValue(correction) : "none",
                    ["harmonics"] = chosen == "periodic" ? parsed.GetValue(harmonics).ToString(CultureInfo.InvariantCulture) : "",
                    ["end-systole"] = measured is not null ? "least " + measured.Name : "marked, or farthest from end-diastole",
                });
            var result = new TrajectoryFile(trajectory, edToEs, table.Layers, record, provenance);
            result.Write(parsed.GetRequiredValue(output));
            TrajectoryText.Print(result, Console.Out);
        });
        return verb;
    }

    private static void RequireMeasures(LatentTable table, PhenotypeTable measured, string path)
    {
        var without = table.Frames.Count(f => measured.Of(f) is null);
        if (without == table.Frames.Count)
            throw new InputException(path, $"frames with a value of '{measured.Name}'", "none of the same subject, series, slice and frame number", "measure the frames that were projected");
        if (without > 0) Console.Error.WriteLine($"note: {without} of {table.Frames.Count} frames have no value of '{measured.Name}'");
    }

    private static IReadOnlyList<LatentCine> Used(string kind, IReadOnlyList<LatentCine> all)
    {
        var cines = all.Where(c => c.Latents.Count >= (kind == "ed-es" ? 2 : FewestFrames)).ToArray();
        if (cines.Length < all.Count) Console.Error.WriteLine($"note: {all.Count - cines.Length} of {all.Count} series are too short and left out");
        return cines;
    }
}
