using System.CommandLine;
using GanCmri.Studies.Fitting;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri direction fit | fields | orthogonalise | verify | show | apply.</summary>
internal static class DirectionVerb
{
    public static Command Build() =>
        new("direction", "Directions in latent space along which a phenotype changes.")
        {
            DirectionFitVerb.Build(),
            DirectionFieldsVerb.Build(),
            Orthogonalise(),
            DirectionVerifyVerb.Build(),
            Show(),
            DirectionApplyVerb.Build(),
        };

    private static Command Orthogonalise()
    {
        var paths = new Argument<string[]>("FILES")
        {
            Description = "Directions (.json) of one network; of shipped models e.g. sax128/lv-area.json.",
            Arity = new ArgumentArity(2, 1000),
        }.OrShipped();
        var output = new Option<string>("--out") { Description = "Folder for directions of the same file names.", Required = true };
        var verb = new Command(
            "orthogonalise",
            """
            Takes out of each direction what lies in the span of the others, so that moving along one leaves the others' coordinates where
            they were. What that does to measured phenotypes, direction verify tells: it is not the same where phenotypes bend.
            Example: gancmri direction orthogonalise sax128/lv-area.json sax128/sphericity.json --out apart
            """
        )
        {
            paths,
            output,
        };
        verb.SetAction(parsed =>
        {
            var (names, folder) = (parsed.GetRequiredValue(paths), parsed.GetRequiredValue(output));
            var apart = DirectionOrthogonalisation.Write(names, folder);
            TrajectoryText.Print(apart, Console.Out);
        });
        return verb;
    }

    private static Command Show()
    {
        var paths = new Argument<string[]>("FILES")
        {
            Description = "Directions, .json or .npy; of shipped models e.g. sax128/lv-area.json.",
            Arity = ArgumentArity.OneOrMore,
        }.OrShipped();
        var verb = new Command(
            "show",
            """
            Norms of directions and the cosines between them.
            Example: gancmri direction show sax128/lv-area.json sax128/sphericity.json
            """
        )
        {
            paths,
        };
        verb.SetAction(parsed =>
        {
            var files = parsed.GetRequiredValue(paths);
            TrajectoryText.Print(
                new DirectionSet([.. files.Select(f => Path.GetFileNameWithoutExtension(f))], [.. files.Select(DirectionFile.ReadVector)]),
                Console.Out
            );
        });
        return verb;
    }
}
