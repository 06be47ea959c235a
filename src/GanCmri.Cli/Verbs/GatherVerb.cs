using System.CommandLine;
using GanCmri.Shards;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri gather: shards in, what one run writes out.</summary>
internal static class GatherVerb
{
    public static Command Build()
    {
        var output = new Argument<string>("OUTPUT")
        {
            Description = "What the command writes: its --out (or --outdir), as it was named there.",
        };
        var verb = new Command(
            "gather",
            """
            Joins the shards of a run (--shard of measure, project, cohort, report, dataset, generate, audit, stack and associate): the
            files are byte for byte those of one run. Shards that are missing, failed, damaged or of another run are named, and nothing
            is written. The shards stay until you delete OUTPUT.shards. Start it in the folder in which the shards were started.
            Example: gancmri measure --data DIR --out p.csv --shard 0/2
                     gancmri measure --data DIR --out p.csv --shard 1/2
                     gancmri gather p.csv
            """
        )
        {
            output,
        };
        verb.SetAction(
            (parsed, _) =>
            {
                var to = parsed.GetRequiredValue(output);
                var marker =
                    ShardState.All(ShardPart.FolderOf(to)).Select(s => s.Marker).FirstOrDefault(m => m is not null)
                    ?? ShardSet.Open(to).Markers[0];
                return App.RunAsync(ShardOption.Joining(marker.Arguments));
            }
        );
        return verb;
    }
}
