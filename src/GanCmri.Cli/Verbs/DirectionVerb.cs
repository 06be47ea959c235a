using System.CommandLine;
using GanCmri.Runtime;
using GanCmri.Trajectories;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri direction fit | show | apply.</summary>
internal static class DirectionVerb
{
    public static Command Build() => new("direction", "Directions in latent space along which a phenotype changes.") { Fit(), Show(), DirectionApplyVerb.Build() };

    private static Command Fit()
    {
        var latents = new Option<string>("--latents") { Description = "Latents made by gancmri project (.csv).", Required = true };
        var phenotypes = new Option<string>("--phenotypes") { Description = "Measured frames (.csv): ids, then a column a phenotype.", Required = true };
        var column = new Option<string>("--column") { Description = "The phenotype's column, e.g. \"LV area (mm2)\".", Required = true };
        var method = new Option<string>("--method") { Description = "mean-split (as published), ridge or logistic.", DefaultValueFactory = _ => "mean-split" };
        method.AcceptOnlyFromAmong("mean-split", "ridge", "logistic");
        var frames = new Option<string>("--frames") { Description = "Frames used: ed (end-diastolic, as published) or all.", DefaultValueFactory = _ => "ed" };
        frames.AcceptOnlyFromAmong("ed", "all");
        var output = new Option<string>("--out") { Description = "Direction: .json with everything, or .npy with the vector.", Required = true };
        var verb = new Command("fit", """
            Finds the direction of a phenotype from latents and measures of the same frames.
            Example: gancmri direction fit --latents latents.csv --phenotypes phenotypes.csv --column "LV area (mm2)" --out area.json
            """) { latents, phenotypes, column, method, frames, output };
        verb.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(latents);
            var table = LatentCsv.Read(path);
            var measured = PhenotypeTable.Read(parsed.GetRequiredValue(phenotypes), parsed.GetRequiredValue(column));
            var chosen = parsed.GetRequiredValue(frames) == "ed" ? table.EndDiastolic() : table.Frames;
            var used = chosen.Where(f => measured.Of(f) is not null).ToArray();
            if (used.Length == 0)
            {
                throw new InputException(parsed.GetRequiredValue(phenotypes), $"measures of frames in {path}", "none with the same subject, series, slice and frame",
                    "measure the frames that were projected");
            }

            if (used.Length < chosen.Count) Console.Error.WriteLine($"note: {chosen.Count - used.Length} of {chosen.Count} frames have no measure and are left out");
            var how = parsed.GetRequiredValue(method) switch { "ridge" => DirectionMethod.Ridge, "logistic" => DirectionMethod.Logistic, _ => DirectionMethod.MeanSplit };
            var direction = PhenotypeDirection.Fit([.. used.Select(f => f.W)], [.. used.Select(f => measured.Of(f)!.Value)], measured.Column, how);
            var provenance = new Provenance(Provenance.ThisProgram, Provenance.HashOf(path), used.Select(f => f.Subject).Distinct().Count(),
                used.Select(f => (f.Subject, f.Series, f.Slice)).Distinct().Count(), new Dictionary<string, string>
                {
                    ["method"] = parsed.GetRequiredValue(method),
                    ["frames"] = parsed.GetRequiredValue(frames),
                    ["phenotypes"] = Provenance.HashOf(parsed.GetRequiredValue(phenotypes)),
                });
            new DirectionFile(direction, table.Layers, provenance).Write(parsed.GetRequiredValue(output));
            TrajectoryText.Print(direction, Console.Out);
        });
        return verb;
    }

    private static Command Show()
    {
        var paths = new Argument<string[]>("FILES") { Description = "Directions, .json or .npy.", Arity = ArgumentArity.OneOrMore };
        var verb = new Command("show", """
            Norms of directions and the cosines between them.
            Example: gancmri direction show area.json sphericity.npy
            """) { paths };
        verb.SetAction(parsed =>
        {
            var files = parsed.GetRequiredValue(paths);
            TrajectoryText.Print(new DirectionSet([.. files.Select(f => Path.GetFileNameWithoutExtension(f))], [.. files.Select(DirectionFile.ReadVector)]), Console.Out);
        });
        return verb;
    }
}
