using System.CommandLine;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Fitting;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri direction fit.</summary>
internal static class DirectionFitVerb
{
    private const string Response = "response",
        Field = "field";

    public static Command Build()
    {
        var latents = new Option<string?>("--latents")
        {
            Description = "Latents made by gancmri project (.csv, .parquet); all methods but response and field need them.",
        };
        var phenotypes = new Option<string?>("--phenotypes")
        {
            Description =
                "Measured frames (.csv, .parquet, .xlsx): ids, then a column a phenotype; all methods but response and field need them.",
        };
        var column = new Option<string>("--column")
        {
            Description = "The phenotype's column, e.g. lv_area_mm2; with --cases and --controls a column of text, e.g. pathology.",
            Required = true,
        };
        var cases = new Option<string?>("--cases")
        {
            Description = "Values of the column that make a case, comma between them: the direction leads from controls to cases.",
        };
        var controls = new Option<string?>("--controls")
        {
            Description = "Values of the column that make a control; frames with others are left out.",
        };
        var method = new Option<string>("--method")
        {
            Description =
                "mean-split (as published), ridge, logistic; without latents: field, by which each heart goes its own way and leaves "
                + "the other phenotype, for lv_area_mm2 and sphericity_index, or response, the mean gradient over 512 synthetic "
                + "hearts, for lv_area_mm2 only.",
            DefaultValueFactory = _ => "mean-split",
        };
        method.AcceptOnlyFromAmong("mean-split", "ridge", "logistic", Response, Field);
        var frames = new Option<string>("--frames")
        {
            Description = "Which frames are used: ed (end-diastolic, as published) or all.",
            DefaultValueFactory = _ => "ed",
        };
        frames.AcceptOnlyFromAmong("ed", "all");
        var models = new Option<string?>("--models")
        {
            Description =
                "Methods response and field: folder with generator.safetensors and ed-es.json. "
                + "Default: the shipped models of 128 pixels; sax64: those of 64.",
        };
        var defaults = new FieldFittingOptions();
        var hearts = new Option<int>("--hearts")
        {
            Description = "Method field: synthetic hearts, 16 to 100000.",
            DefaultValueFactory = _ => defaults.Hearts,
        };
        var draws = new Option<int>("--draws")
        {
            Description = "Method field: draws of noise a heart, 1 to 100.",
            DefaultValueFactory = _ => defaults.Draws,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Methods response and field: seed of the synthetic hearts and their noise.",
            DefaultValueFactory = _ => (int)defaults.Seed,
        };
        var device = CommonOptions.Device();
        var output = new Option<string>("--out")
        {
            Description = "Direction: .json with everything, or .npy with the vector.",
            Required = true,
        };
        var verb = new Command(
            "fit",
            """
            Finds the direction of a phenotype from latents and measures of the same frames.
            Example: gancmri direction fit --latents latents.csv --phenotypes phenotypes.csv --column lv_area_mm2 --out area.json
                     gancmri direction fit --method field --column sphericity_index --out sphericity.json
                     gancmri direction fit --latents latents.csv --phenotypes data/sax64/frames.csv --column pathology --cases HYP \
                       --controls N --method ridge --out hyp.json
            """
        )
        {
            latents,
            phenotypes,
            column,
            cases,
            controls,
            method,
            frames,
            models,
            hearts,
            draws,
            seed,
            device,
            output,
        };
        hearts.Require(v => v is >= 16 and <= 100_000, "16 to 100000");
        draws.Require(v => v is >= 1 and <= 100, "1 to 100");
        verb.SetAction(
            (parsed, cancel) =>
            {
                var (name, to) = (parsed.GetRequiredValue(column), parsed.GetRequiredValue(output));
                if (parsed.GetValue(method) is (Response or Field) and var without)
                    GivenOptions.RefuseBeside(parsed, $"{method.Name} {without}", latents, phenotypes, cases, controls, frames);
                if (parsed.GetValue(method) == Response)
                    GivenOptions.RefuseBeside(parsed, Chosen(parsed, method), hearts, draws);
                else if (parsed.GetValue(method) != Field)
                    GivenOptions.RefuseBeside(parsed, Chosen(parsed, method), hearts, draws, seed, models, device);
                DirectionFile fitted;
                if (parsed.GetValue(method) == Response)
                    fitted = FitResponse(name, Models, parsed.GetValue(seed), to, cancel);
                else if (parsed.GetValue(method) == Field)
                    fitted = FitField(
                        name,
                        Models,
                        defaults with
                        {
                            Hearts = parsed.GetValue(hearts),
                            Draws = parsed.GetValue(draws),
                            Seed = parsed.GetValue(seed),
                        },
                        to,
                        cancel
                    );
                else
                {
                    if (parsed.GetValue(latents) is not { } path || parsed.GetValue(phenotypes) is not { } measures)
                        throw new InputException(
                            "--latents, --phenotypes",
                            $"both, for method {parsed.GetValue(method)}",
                            "not both",
                            "give them, or use --method field"
                        );
                    var options = new DirectionFittingOptions
                    {
                        Latents = path,
                        Phenotypes = measures,
                        Column = name,
                        Contrast = Contrast(name, parsed.GetValue(cases), parsed.GetValue(controls)),
                        Method = parsed.GetValue(method) switch
                        {
                            "ridge" => DirectionMethod.Ridge,
                            "logistic" => DirectionMethod.Logistic,
                            _ => DirectionMethod.MeanSplit,
                        },
                        AllFrames = parsed.GetValue(frames) == "all",
                    };
                    fitted = DirectionFitting.Fit(options, note => Console.Error.WriteLine("note: " + note));
                }

                fitted.Write(to);
                TrajectoryText.Print(fitted.Direction, Console.Out);
                return Task.FromResult(0);

                HeartModels Models() => HeartModels.LoadHearts(parsed.GetValue(models), null, TorchDevice.Parse(parsed.GetValue(device)));
            }
        );
        return verb;
    }

    private static string Chosen(ParseResult parsed, Option<string> method) =>
        $"{method.Name} {parsed.GetValue(method)}{(parsed.GetResult(method) is { Implicit: true } ? " (the default)" : "")}";

    private static GroupContrast? Contrast(string column, string? cases, string? controls)
    {
        if (cases is null && controls is null)
            return null;
        string[] Values(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var contrast = new GroupContrast(column, Values(cases), Values(controls));
        if (contrast.Cases.Count == 0 || contrast.Controls.Count == 0 || contrast.Cases.Intersect(contrast.Controls).Any())
            throw new InputException(
                "--cases, --controls",
                "values for both, none in both",
                $"'{cases}' and '{controls}'",
                "e.g. --cases HYP --controls N"
            );
        return contrast;
    }

    private static DirectionFile FitResponse(string column, Func<HeartModels> models, long seed, string output, CancellationToken cancel)
    {
        if (PhenotypeNames.OfDirection(column) != PhenotypeRegistry.LvArea)
        {
            throw new InputException(
                "--column",
                $"{PhenotypeRegistry.LvArea} for method response",
                column,
                "choose it, or --method field; no one vector makes all hearts rounder"
            );
        }

        AtomicFile.Probe(output);
        using var loaded = models();
        return ProgressBars.Run(p => DirectionFitting.Response(loaded, seed, p, cancel));
    }

    private static DirectionFile FitField(
        string column,
        Func<HeartModels> models,
        FieldFittingOptions options,
        string output,
        CancellationToken cancel
    )
    {
        var phenotype = PhenotypeNames.OfDirection(column);
        var place = PhenotypeRegistry.Published.ToList().IndexOf(phenotype);
        if (place < 0)
            throw new InputException(
                "--column",
                $"{string.Join(" or ", PhenotypeRegistry.Published)} for method field",
                column,
                "choose one of them, or another method"
            );
        if (output.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
            throw new InputException("--out", ".json for method field", output, "a .npy file holds one vector only");
        AtomicFile.Probe(output);
        using var loaded = models();
        return ProgressBars.Run(p => FieldFitting.Fit(loaded, options, p, cancel))[place];
    }
}
