using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using GanCmri.Learning;
using GanCmri.Learning.Columns;
using GanCmri.Tests.Learning.Contract;
using Microsoft.ML;

namespace GanCmri.Tests.Learning;

/// <summary>Writes docs/components.md from the catalog, its XML documentation and the contract suite's specimens.</summary>
internal static class ComponentsPage
{
    private static readonly Dictionary<string, string> Summaries = XDocument
        .Load(Path.Combine(AppContext.BaseDirectory, "GanCmri.xml"))
        .Descendants("member")
        .Where(m => m.Attribute("name")!.Value.StartsWith("M:GanCmri.Learning.GanCatalog.", StringComparison.Ordinal))
        .GroupBy(m => m.Attribute("name")!.Value["M:GanCmri.Learning.GanCatalog.".Length..].Split('(')[0])
        .ToDictionary(g => g.Key, g => Plain(g.First().Element("summary")!));

    public static string Write()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Components

            Everything below is a method of `mlContext.Gan` (`using GanCmri.Learning;`). This page is written by a test from the catalog, so
            it is never out of date.

            ## Estimators

            Each is appended to a pipeline, fitted, saved by `mlContext.Model.Save` and loaded by `mlContext.Gan.LoadModel`. Names of
            columns are yours; those in the tables are examples or defaults. n: numbers in a latent (WDim, or NumWs x WDim). T: frames. S:
            pixels a side. Columns marked * are needed for fitting only.

            | Method | What it does | Columns read | Columns made |
            | --- | --- | --- | --- |

            """
        );
        foreach (var (name, specimen) in Estimators().OrderBy(e => e.Name))
            page.Append(Row(name, specimen));
        page.Append(
            """

            ## Data, tables, statistics, models

            | Method | What it does |
            | --- | --- |

            """
        );
        foreach (var name in Methods().Where(m => !IsEstimator(m)).Select(m => m.Name).Distinct().Order())
            page.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Summaries[name]} |\n");
        return page.ToString();
    }

    private static string Row(string name, IEstimator<GanTransformer> estimator)
    {
        using var fitted = estimator.Fit(ContractRows.Make());
        var reads = fitted.Inputs.Select(c => c.Name).ToHashSet();
        var inputs =
            (IReadOnlyList<InputColumn>)
                estimator.GetType().GetProperty("Inputs", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(estimator)!;
        var read = fitted
            .Inputs.Select(c => Cell(c.Name, c.IsText, c.Dimensions, c.Meaning, null, ""))
            .Concat(inputs.Where(c => !reads.Contains(c.Name)).Select(c => Cell(c.Name, c.IsText, c.Dimensions, c.Meaning, null, "*")));
        var made = fitted.Outputs.Select(c => Cell(c.Name, false, c.Dimensions, c.Meaning, c.Unit, ""));
        return $"| `{name}` | {Summaries[name]} | {string.Join("<br>", read)} | {string.Join("<br>", made)} |\n";
    }

    private static string Cell(string name, bool isText, int[] dimensions, string meaning, string? unit, string mark)
    {
        var type =
            isText ? "Text"
            : dimensions.Length == 0 ? "Single"
            : $"Vector<Single, {string.Join(", ", dimensions.Select(Symbol))}>";
        return $"`{name}`{mark} {type.Replace("<", "&lt;").Replace(">", "&gt;")}: {meaning}{(unit is null ? "" : $" ({unit})")}";
    }

    // The specimens' sizes: 8 numbers a latent, 16 pixels a side, any other number of frames.
    private static string Symbol(int size) =>
        size switch
        {
            1 => "1",
            0 or ContractRows.WDim => "n",
            ContractRows.Side => "S",
            _ => "T",
        };

    private static IEnumerable<(string Name, IEstimator<GanTransformer> Specimen)> Estimators() =>
        Specimens.All.Values.Select(make => make(new MLContext(1).Gan)).Select(e => (e.GetType().Name.Replace("Estimator", ""), e));

    private static IEnumerable<MethodInfo> Methods() =>
        typeof(GanCatalog).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private static bool IsEstimator(MethodInfo method) => typeof(IEstimator<GanTransformer>).IsAssignableFrom(method.ReturnType);

    private static string Plain(XElement summary) =>
        string.Join(
                ' ',
                string.Concat(
                        summary
                            .Nodes()
                            .Select(node =>
                                node switch
                                {
                                    XText text => text.Value,
                                    XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('(')[0].Split('.')[^1],
                                    XElement { Name.LocalName: "paramref" } reference => "`" + reference.Attribute("name")!.Value + "`",
                                    XElement element => "`" + element.Value + "`",
                                    _ => "",
                                }
                            )
                    )
                    .Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)
            )
            .Replace("<", "&lt;")
            .Replace(">", "&gt;")
            .Replace("|", "\\|");
}
