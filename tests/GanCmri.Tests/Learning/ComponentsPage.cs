using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using GanCmri.Learning;
using GanCmri.Learning.Columns;
using GanCmri.Tests.Learning.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.ML;

namespace GanCmri.Tests.Learning;

/// <summary>Writes docs/components.md from the catalogs, their XML documentation and the contract suite's specimens.</summary>
internal static class ComponentsPage
{
    private static readonly Dictionary<string, string> Summaries = CatalogMethods
        .Catalogs.SelectMany(Documented)
        .GroupBy(m => m.Name)
        .ToDictionary(g => g.Key, g => Plain(g.First().Summary));

    private static readonly ILookup<string, XElement> Members = CatalogMethods
        .Catalogs.Select(c => c.Assembly.GetName().Name + ".xml")
        .Distinct()
        .SelectMany(file => XDocument.Load(Path.Combine(AppContext.BaseDirectory, file)).Descendants("member"))
        .Where(m => m.Element("summary") is not null)
        .ToLookup(m => m.Attribute("name")!.Value, m => m.Element("summary")!);

    private static readonly CSharpCompilation Code = CSharpCode.Compilation(OutputKind.DynamicallyLinkedLibrary);

    public static string Write()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Components

            Everything below is a method of `mlContext.Gan` (`using GanCmri.Learning;`). This page is written by a test from the catalog, so
            it is never out of date.

            Methods stand as C# declares them: type and name of each parameter, and its default where it has one. An `inputColumnName`
            that is left out is the output column's name. The last table tells which namespace each type is in.

            ## Estimators

            Each is appended to a pipeline, fitted, saved by `mlContext.Model.Save` and loaded by `mlContext.Gan.LoadModel`. Names of
            columns are yours; those in the tables are examples or defaults. n: numbers in a latent (WDim, or NumWs x WDim). T: frames. S:
            pixels a side. Columns marked * are needed for fitting only.

            | Method and parameters | What it does | Columns read | Columns made |
            | --- | --- | --- | --- |

            """
        );
        foreach (var (name, specimen) in Estimators().OrderBy(e => e.Name))
            page.Append(Row(name, specimen));
        page.Append(
            """

            ## Data, tables, statistics, models

            | Method and parameters | Returns | What it does |
            | --- | --- | --- |

            """
        );
        var own = CatalogMethods.Of(Code, CatalogMethods.Catalogs.Take(1)).ToLookup(m => m.Name);
        foreach (var methods in own.Where(m => !IsEstimator(m.Key)).OrderBy(m => m.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| {Calls(methods.Key)} | {Returns(methods.Key)} | {Summaries[methods.Key]} |\n");
        page.Append(
            """

            ## In other packages

            | Method and parameters | What it does | Package and namespace |
            | --- | --- | --- |

            """
        );
        foreach (var method in CatalogMethods.Of(Code, CatalogMethods.Catalogs.Skip(1)).OrderBy(m => m.Name, StringComparer.Ordinal))
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {Calls(method.Name)} | {Summaries[method.Name]} | `{method.ContainingNamespace.ToDisplayString()}` |\n"
            );
        page.Append(
            """

            ## Options

            Members of the records that parameters named `options` take: set as in `new AssociationOptions { Outcomes = ["lv_area_mm2"] }`.

            | Record | Member | What it is |
            | --- | --- | --- |

            """
        );
        foreach (var options in Options())
        foreach (var member in WithBases(options).OfType<IPropertySymbol>().Where(IsSet))
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{options.Name}` | `{CatalogMethods.Declared(member.Type)} {member.Name}`{(member.IsRequired ? ", required" : "")} | "
                    + $"{Plain(Members[member.GetDocumentationCommentId()!].Single())} |\n"
            );
        page.Append(
            """

            ## Namespaces

            What parameters and results are made of; `System` and what is below it left out.

            | `using` | Types |
            | --- | --- |

            """
        );
        foreach (
            var types in Methods
                .SelectMany(m => m)
                .SelectMany(CatalogMethods.Types)
                .ToLookup(Namespace, t => t.Name)
                .OrderBy(t => t.Key, StringComparer.Ordinal)
        )
            if (types.Key.Length > 0)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{types.Key}` | {string.Join(", ", types.Distinct().Order(StringComparer.Ordinal).Select(t => $"`{t}`"))} |\n"
                );
        return page.ToString();
    }

    private static ILookup<string, IMethodSymbol> Methods { get; } = CatalogMethods.Of(Code, CatalogMethods.Catalogs).ToLookup(m => m.Name);

    private static string Calls(string name) =>
        string.Join("<br>", Methods[name].Select(m => $"`{CatalogMethods.Call(m).Replace("|", "\\|")}`"));

    private static string Returns(string name) =>
        string.Join("<br>", Methods[name].Select(m => $"`{CatalogMethods.Declared(m.ReturnType)}`").Distinct());

    private static IOrderedEnumerable<ITypeSymbol> Options() =>
        Methods
            .SelectMany(m => m)
            .SelectMany(CatalogMethods.Types)
            .Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal))
            .DistinctBy(t => t.ToDisplayString())
            .OrderBy(t => t.Name, StringComparer.Ordinal);

    private static IEnumerable<ISymbol> WithBases(ITypeSymbol options) =>
        options.BaseType is { SpecialType: SpecialType.None } above ? WithBases(above).Concat(options.GetMembers()) : options.GetMembers();

    private static bool IsSet(IPropertySymbol member) =>
        member is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, SetMethod.DeclaredAccessibility: Accessibility.Public };

    private static string Namespace(ITypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is { } space && space.Split('.')[0] != "System" ? space : "";

    private static IEnumerable<(string Name, XElement Summary)> Documented(Type catalog) =>
        XDocument
            .Load(Path.Combine(AppContext.BaseDirectory, catalog.Assembly.GetName().Name + ".xml"))
            .Descendants("member")
            .Select(m => (Id: m.Attribute("name")!.Value, Summary: m.Element("summary")))
            .Where(m => m.Id.StartsWith($"M:{catalog.FullName}.", StringComparison.Ordinal) && m.Summary is not null)
            .Select(m => (m.Id[$"M:{catalog.FullName}.".Length..].Split('(')[0], m.Summary!));

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
        var made = fitted.Outputs.Select(c => Cell(c.Name, c.Words is not null, c.Dimensions, c.Meaning, c.Unit, ""));
        return $"| {Calls(name)} | {Summaries[name]} | {string.Join("<br>", read)} | {string.Join("<br>", made)} |\n";
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

    private static bool IsEstimator(string name) =>
        typeof(GanCatalog)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Any(m => m.Name == name && typeof(IEstimator<GanTransformer>).IsAssignableFrom(m.ReturnType));

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
