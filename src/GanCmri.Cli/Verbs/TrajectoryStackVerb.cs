using System.CommandLine;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Fitting;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri trajectory stack.</summary>
internal static class TrajectoryStackVerb
{
    public static Command Build()
    {
        var latents = new Option<string>("--latents")
        {
            Description =
                "Latents made by gancmri project (.csv, .parquet): the ED frames of whole stacks, marked ED, of five subjects or more.",
            Required = true,
        };
        var phenotypes = new Option<string>("--phenotypes")
        {
            Description =
                "Their measures (.csv, .parquet, .xlsx), e.g. the store's frames.csv: slices with a cavity, and which end is the base.",
            Required = true,
        };
        var column = new Option<string>("--column")
        {
            Description = "Column of the LV cavity's area, any unit.",
            DefaultValueFactory = _ => PhenotypeRegistry.LvAreaPx.Name,
        };
        var stretch = new Option<double>("--stretch")
        {
            Description =
                "How many times as far from the mean as the projected latents made hearts shall lie, as few steps of projection leave "
                + "latents too near it. Choose it so that the areas of made stacks fall towards the apex as those of real ones do "
                + "(slices.csv of gancmri stack).",
            DefaultValueFactory = _ => 1,
        };
        var output = new Option<string>("--out") { Description = "The way from base to apex (.json).", Required = true };
        var verb = new Command(
            "stack",
            """
            Fits the way from base to apex to the latents of real stacks, for gancmri stack.
            Example: gancmri trajectory stack --latents latents.csv --phenotypes data/sax64/frames.csv --out stack.json
            """
        )
        {
            latents,
            phenotypes,
            column,
            stretch,
            output,
        };
        verb.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(output);
            AtomicFile.Probe(file);
            var fitted = StackFitting.Fit(
                parsed.GetRequiredValue(latents),
                parsed.GetRequiredValue(phenotypes),
                parsed.GetRequiredValue(column),
                parsed.GetValue(stretch)
            );
            fitted.Write(file);
            Console.WriteLine(
                $"base to apex: {fitted.Stack.Length} numbers a latent, {fitted.Provenance.Cines} slices of "
                    + $"{fitted.Provenance.Subjects} subjects; position of a slice read from its latent, subjects left out: r "
                    + $"{fitted.Stack.Place.HeldOutR:F2}"
            );
        });
        return verb;
    }
}
