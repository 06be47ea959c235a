using System.CommandLine;
using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Studies;
using GanCmri.Trajectories;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri direction fit | orthogonalise | verify | show | apply.</summary>
internal static class DirectionVerb
{
    private const string Response = "response";

    public static Command Build() => new("direction", "Directions in latent space along which a phenotype changes.") { Fit(), Orthogonalise(), DirectionVerifyVerb.Build(), Show(), DirectionApplyVerb.Build() };

    private static Command Fit()
    {
        var latents = new Option<string?>("--latents") { Description = "Latents made by gancmri project (.csv); all methods but response need them." };
        var phenotypes = new Option<string?>("--phenotypes") { Description = "Measured frames (.csv): ids, then a column a phenotype; all methods but response need them." };
        var column = new Option<string>("--column") { Description = "The phenotype's column, e.g. lv_area_mm2; with --cases and --controls a column of text, e.g. pathology.", Required = true };
        var cases = new Option<string?>("--cases") { Description = "Values of the column that make a case, comma between them: the direction leads from controls to cases." };
        var controls = new Option<string?>("--controls") { Description = "Values that make a control; all other frames are left out." };
        var method = new Option<string>("--method") { Description = "mean-split (as published), ridge, logistic, or response: the mean gradient over 512 synthetic hearts, for lv_area_mm2 only.", DefaultValueFactory = _ => "mean-split" };
        method.AcceptOnlyFromAmong("mean-split", "ridge", "logistic", Response);
        var frames = new Option<string>("--frames") { Description = "Frames used: ed (end-diastolic, as published) or all.", DefaultValueFactory = _ => "ed" };
        frames.AcceptOnlyFromAmong("ed", "all");
        var models = new Option<string?>("--models") { Description = "Method response: folder with generator.safetensors and ed-es.json. Default: the shipped models." };
        var output = new Option<string>("--out") { Description = "Direction: .json with everything, or .npy with the vector.", Required = true };
        var verb = new Command("fit", """
            Finds the direction of a phenotype from latents and measures of the same frames.
            Example: gancmri direction fit --latents latents.csv --phenotypes phenotypes.csv --column lv_area_mm2 --out area.json
                     gancmri direction fit --latents latents.csv --phenotypes data/sax64/frames.csv --column pathology --cases HYP --controls N --method ridge --out hyp.json
            """) { latents, phenotypes, column, cases, controls, method, frames, models, output };
        verb.SetAction((parsed, cancel) =>
        {
            var (name, to) = (parsed.GetRequiredValue(column), parsed.GetRequiredValue(output));
            if (parsed.GetValue(method) == Response) FitResponse(name, parsed.GetValue(models), to, cancel);
            else FitLatents(parsed.GetValue(latents), parsed.GetValue(phenotypes), name, Contrast(name, parsed.GetValue(cases), parsed.GetValue(controls)), parsed.GetRequiredValue(method), parsed.GetRequiredValue(frames), to);
            return Task.FromResult(0);
        });
        return verb;
    }

    private static GroupContrast? Contrast(string column, string? cases, string? controls)
    {
        if (cases is null && controls is null) return null;
        string[] Values(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var contrast = new GroupContrast(column, Values(cases), Values(controls));
        if (contrast.Cases.Count == 0 || contrast.Controls.Count == 0 || contrast.Cases.Intersect(contrast.Controls).Any())
            throw new InputException("--cases, --controls", "values for both, none in both", $"'{cases}' and '{controls}'", "e.g. --cases HYP --controls N");
        return contrast;
    }

    private static void FitLatents(string? path, string? phenotypes, string column, GroupContrast? contrast, string method, string frames, string output)
    {
        if (path is null || phenotypes is null)
            throw new InputException("--latents, --phenotypes", $"both, for method {method}", "not both", "give them, or use --method response");
        var table = LatentCsv.Read(path);
        var measured = contrast is null ? PhenotypeTable.Read(phenotypes, column) : PhenotypeTable.Read(phenotypes, contrast);
        var chosen = frames == "ed" ? table.EndDiastolic() : table.Frames;
        var used = chosen.Where(f => measured.Of(f) is not null).ToArray();
        if (used.Length == 0)
        {
            throw new InputException(phenotypes, $"measures of frames in {path}", "none with the same subject, series, slice and frame",
                "measure the frames that were projected");
        }

        if (used.Length < chosen.Count) Console.Error.WriteLine($"note: {chosen.Count - used.Length} of {chosen.Count} frames have no value and are left out");
        var how = method switch { "ridge" => DirectionMethod.Ridge, "logistic" => DirectionMethod.Logistic, _ => DirectionMethod.MeanSplit };
        var direction = PhenotypeDirection.Fit([.. used.Select(f => f.W)], [.. used.Select(f => measured.Of(f)!.Value)], measured.Name, how, [.. used.Select(f => f.Subject)]);
        var provenance = new Provenance(Provenance.ThisProgram, Provenance.HashOf(path), used.Select(f => f.Subject).Distinct().Count(),
            used.Select(f => (f.Subject, f.Series, f.Slice)).Distinct().Count(), new Dictionary<string, string>
            {
                ["method"] = method,
                ["frames"] = frames,
                ["phenotypes"] = Provenance.HashOf(phenotypes),
            });
        new DirectionFile(direction, table.Layers, provenance).Write(output);
        TrajectoryText.Print(direction, Console.Out);
    }

    private static void FitResponse(string column, string? models, string output, CancellationToken cancel)
    {
        if (PhenotypeNames.OfDirection(column) != PhenotypeRegistry.LvArea)
        {
            throw new InputException("--column", $"{PhenotypeRegistry.LvArea} for method response", column,
                "choose it, or another method; no one direction makes all hearts rounder (see gancmri whatif --sphericity)");
        }

        AtomicFile.Probe(output);
        using var loaded = CohortModels.LoadHearts(models, null, TorchDevice.Parse("auto"));
        var options = new SyntheticCohortOptions { Subjects = 512, Seed = 7 };
        var direction = ProgressBars.Run(p => ResponseFit.Fit(loaded, options, p, cancel));
        var provenance = new Provenance(Provenance.ThisProgram, loaded.Files[0].Sha256, direction.Low + direction.High, 0, new Dictionary<string, string>
        {
            ["method"] = Response, ["hearts"] = "synthetic", ["seed"] = $"{options.Seed}", ["psi"] = options.Psi.ToString(CultureInfo.InvariantCulture),
            ["segmenter"] = loaded.Files[^1].Sha256,
        });
        new DirectionFile(direction, direction.Vector.Count / loaded.Generator.Options.WDim, provenance).Write(output);
        TrajectoryText.Print(direction, Console.Out);
    }

    private static Command Orthogonalise()
    {
        var paths = new Argument<string[]>("FILES") { Description = "Directions (.json) of one network.", Arity = new ArgumentArity(2, 1000) };
        var output = new Option<string>("--out") { Description = "Folder for directions of the same file names.", Required = true };
        var verb = new Command("orthogonalise", """
            Takes out of each direction what lies in the span of the others, so that moving along one leaves the others' coordinates where they were. What
            that does to measured phenotypes, direction verify tells: it is not the same where phenotypes bend.
            Example: gancmri direction orthogonalise lv-area.json sphericity.json --out apart
            """) { paths, output };
        verb.SetAction(parsed =>
        {
            var (names, folder) = (parsed.GetRequiredValue(paths), parsed.GetRequiredValue(output));
            string[] outputs = [.. names.Select(n => Path.GetFullPath(Path.Combine(folder, Path.GetFileName(n))))];
            if (outputs.Distinct().Count() < outputs.Length || outputs.Intersect(names.Select(Path.GetFullPath)).Any())
                throw new InputException("--out", "a folder in which every direction has a name of its own", "files that would be overwritten", "choose another folder, or rename the files");
            DirectionFile[] files = [.. names.Select(DirectionFile.ReadJson)];
            var apart = new DirectionSet([.. names.Select(Path.GetFileNameWithoutExtension).OfType<string>()], [.. files.Select(f => f.Direction.Vector.ToArray())]).Orthogonalised();
            foreach (var (i, file) in files.Index())
            {
                var provenance = file.Provenance with { Settings = new Dictionary<string, string>(file.Provenance.Settings) { ["orthogonal to"] = string.Join(", ", names.Where((_, j) => j != i).Select(Provenance.HashOf)) } };
                new DirectionFile(file.Direction with { Vector = apart.Directions[i] }, file.Layers, provenance).Write(outputs[i]);
            }

            TrajectoryText.Print(apart, Console.Out);
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
