using System.Text.RegularExpressions;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Studio.Hosting;

/// <summary>
/// What the library says to people at a command line, said to people at a page: where it names an option, the studio names its own control
/// or what to do with the file, and where it has neither, the command that can do it.
/// </summary>
internal static partial class StudioWords
{
    private static readonly (string Library, string Studio)[] Phrases =
    [
        ("a cine in the jobs file's folder", "a cine in the studio's data folder"),
        ("move the cine there, or add --allow-outside", "move the cine there, and name it from there on"),
        ("look at it with gancmri measure, or copy it again", "copy it again"),
        ("name the case (--case)", "write 1 for cases and 0 for controls into the column"),
        ("or give the column's type (--categorical)", "or words in every row"),
        (
            "say what means missing (--na), or give the column's type (--numeric: such cells are missing; --categorical: all are labels)",
            "leave those empty that are missing, or write words in every row"
        ),
        ("(--family logistic or firth for cases and controls)", "(kind of phenotype: logistic or firth for cases and controls)"),
        ("or another slice with --slice", "or another slice"),
    ];

    private static readonly Dictionary<string, string> Controls = new()
    {
        ["family"] = "the kind of phenotype",
        ["cluster"] = "rows that belong together",
        ["slice"] = "the slice",
        ["data"] = "the data folder",
        ["out"] = "the output folder",
    };

    /// <summary>A text of the library in the studio's words; it names no option.</summary>
    public static string Of(string text)
    {
        foreach (var (library, studio) in Phrases)
            text = text.Replace(library, studio, StringComparison.Ordinal);
        return AnyOption()
            .Replace(
                AsideOnOptions().Replace(text, ""),
                option => Controls.GetValueOrDefault(option.Groups[1].Value, "gancmri's option " + option.Groups[1].Value)
            );
    }

    /// <summary>An error in the studio's words.</summary>
    public static InputException Of(InputException e) => new(Of(e.Where), Of(e.Expected), Of(e.Found), Of(e.Remedy), e);

    /// <summary>A bad row in the studio's words.</summary>
    public static JobProblem Of(JobProblem p) => p with { Expected = Of(p.Expected), Found = Of(p.Found), Remedy = Of(p.Remedy) };

    /// <summary>Notes of a study in the studio's words.</summary>
    public static AssociationTable Of(AssociationTable table) =>
        table with
        {
            Notes = [.. table.Notes.Select(Of)],
            Rows = [.. table.Rows.Select(r => r with { Notes = [.. r.Notes.Select(Of)] })],
        };

    [GeneratedRegex(@" \(--[a-z][^()]*\)")]
    private static partial Regex AsideOnOptions();

    [GeneratedRegex(@"--([a-z][a-z-]*)")]
    private static partial Regex AnyOption();
}
