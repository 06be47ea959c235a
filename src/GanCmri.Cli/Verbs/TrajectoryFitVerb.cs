using System.CommandLine;
using GanCmri.Phenotypes;
using GanCmri.Studies.Fitting;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri trajectory fit.</summary>
internal static class TrajectoryFitVerb
{
    public static Command Build()
    {
        var latents = new Option<string>("--latents")
        {
            Description = "Latents made by gancmri project (.csv, .parquet).",
            Required = true,
        };
        var kind = new Option<string>("--kind")
        {
            Description = "ed-to-es (a line to end-systole and back), frame-to-frame (mean transitions) or periodic (a closed curve).",
            DefaultValueFactory = _ => "frame-to-frame",
        };
        kind.AcceptOnlyFromAmong([.. MotionWords.All, "ed-es", "frame"]);
        var correction = new Option<string>("--correction")
        {
            Description = "For frame-to-frame: residual (as published), reconstruction or none.",
            DefaultValueFactory = _ => "residual",
        };
        correction.AcceptOnlyFromAmong("residual", "reconstruction", "none");
        var components = new Option<int?>("--components")
        {
            Description = "Components of the correction; default two thirds of the transitions' rank (32 for 50 frames).",
        };
        var harmonics = new Option<int>("--harmonics")
        {
            Description = "For periodic: harmonics of the cardiac cycle.",
            DefaultValueFactory = _ => 4,
        };
        var towards = new Option<string?>("--towards")
        {
            Description =
                "Trajectory (.json) of more hearts, e.g. of ED and ES frames alone: frame-to-frame and periodic motions become as long as "
                + "its line from ED to ES, and of what they do beside it, of which few cines tell little, a quarter is kept.",
        };
        var stretch = new Option<double>("--stretch")
        {
            Description =
                "How many times as long as fitted the motion becomes, as a mean over hearts that each go their own way is shorter than "
                + "their ways. Choose it so that made hearts contract as real ones do (lv_fac_percent of gancmri heart).",
            DefaultValueFactory = _ => 1,
        };
        stretch.Require(s => s is >= TrajectoryFittingOptions.LeastStretch and <= TrajectoryFittingOptions.MostStretch, "0.01 to 100");
        var phenotypes = new Option<string?>("--phenotypes")
        {
            Description =
                "Measured frames (.csv, .parquet, .xlsx): end-systole is the frame of the least area. Default: frames "
                + "marked ES, or farthest from ED.",
        };
        var column = new Option<string>("--column")
        {
            Description = "Column of the LV cavity's area.",
            DefaultValueFactory = _ => PhenotypeRegistry.LvArea.Name,
        };
        var output = new Option<string>("--out") { Description = "Trajectory (.json).", Required = true };
        var verb = new Command(
            "fit",
            """
            Fits a trajectory to the latents of real cines.
            Example: gancmri trajectory fit --latents latents.csv --kind frame-to-frame --correction residual --components 32 --out \
                       trajectory.json
            """
        )
        {
            latents,
            kind,
            correction,
            components,
            harmonics,
            towards,
            stretch,
            phenotypes,
            column,
            output,
        };
        verb.SetAction(parsed =>
        {
            var options = new TrajectoryFittingOptions
            {
                Kind = MotionWords.Parse(parsed.GetRequiredValue(kind))!.Value,
                Correction = Enum.Parse<CorrectionMode>(parsed.GetRequiredValue(correction), ignoreCase: true),
                Components = parsed.GetValue(components),
                Harmonics = parsed.GetValue(harmonics),
                Towards = parsed.GetValue(towards),
                Stretch = parsed.GetValue(stretch),
                Phenotypes = parsed.GetValue(phenotypes),
                Column = parsed.GetRequiredValue(column),
            };
            var fitted = TrajectoryFitting.Fit(parsed.GetRequiredValue(latents), options, note => Console.Error.WriteLine("note: " + note));
            fitted.Write(parsed.GetRequiredValue(output));
            TrajectoryText.Print(fitted, Console.Out);
        });
        return verb;
    }
}
