using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GanCmri.Tests.Learning;

/// <summary>Every method of <c>mlContext.Gan</c>, in whichever package, has an example in its documentation, and all of them
/// compile.</summary>
public class CatalogExamplesTests
{
    private const string Usings = """
        using System;
        using System.Linq;
        using System.Threading;
        using GanCmri.Detection;
        using GanCmri.Evaluation;
        using GanCmri.Imaging.Hearts;
        using GanCmri.Imaging.Phantom;
        using GanCmri.Latents;
        using GanCmri.Latents.Tuning;
        using GanCmri.Learning;
        using GanCmri.Learning.Data;
        using GanCmri.Learning.Networks;
        using GanCmri.Learning.Trajectories;
        using GanCmri.Reports;
        using GanCmri.Runtime;
        using GanCmri.Statistics;
        using GanCmri.Statistics.Association;
        using GanCmri.Studies.Export;
        using GanCmri.Trajectories.Directions;
        using GanCmri.Trajectories.Motion;
        using Microsoft.ML;

        """;

    [Fact]
    public void Methods_HaveExamples_ThatCompile()
    {
        var library = CSharpCode.Compilation(OutputKind.DynamicallyLinkedLibrary);
        var examples = CatalogMethods
            .Of(library, CatalogMethods.Catalogs)
            .Select(m => (Method: m.ToDisplayString(), Code: Example(m)))
            .ToArray();
        Assert.True(examples.Length > 40);
        Assert.Empty(examples.Where(e => e.Code is null).Select(e => $"{e.Method} has no <example>"));
        var sources = examples.Select(e => Usings + Method(e.Method, e.Code!)).Append(Given).Select(s => CSharpSyntaxTree.ParseText(s));
        Assert.Empty(library.AddSyntaxTrees(sources).GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(Told));
    }

    // What the examples take as given; their own variables of the same name hide it.
    private const string Given =
        Usings
        + """
            static partial class Example
            {
                private static readonly MLContext ml = new();
                private static readonly string generator = "";
                private static readonly IDataView hearts = ml.Gan.SampleLatents(1), frames = hearts;
            }
            """;

    private static string Method(string name, string code) =>
        $$"""
            // {{name}}
            static partial class Example
            {
                static void Of{{Math.Abs(name.GetHashCode(StringComparison.Ordinal))}}()
                {
            {{code}}
                }
            }
            """;

    private static string Told(Diagnostic error) =>
        $"{error.Location.SourceTree?.GetText().Lines[Usings.Count(c => c == '\n')]}: {error.GetMessage()} in "
        + $"{error.Location.SourceTree?.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line]}";

    private static string? Example(IMethodSymbol method) => Documented[method.GetDocumentationCommentId()!].FirstOrDefault();

    private static ILookup<string, string> Documented { get; } =
        new[] { "GanCmri.xml", "GanCmri.Reports.xml", "GanCmri.Detection.xml" }
            .SelectMany(f => XDocument.Load(Path.Combine(AppContext.BaseDirectory, f)).Descendants("member"))
            .SelectMany(m => m.Descendants("code"), (m, code) => (Name: m.Attribute("name")!.Value, code.Value))
            .ToLookup(m => m.Name, m => m.Value);
}
