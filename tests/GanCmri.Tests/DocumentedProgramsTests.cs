using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GanCmri.Tests;

/// <summary>Every C# block of README and docs is a whole program that compiles as it is copied.</summary>
public class DocumentedProgramsTests
{
    // What a new project or a program of one file has without asking.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string[] Languages = ["csharp", "cs", "c#"];

    [Fact]
    public void Blocks_Compile()
    {
        var blocks = Pages().SelectMany(Blocks).ToArray();
        Assert.True(blocks.Length >= 5, $"{blocks.Length} blocks found");
        Assert.Empty(blocks.SelectMany(b => Faults(b.Code).Select(fault => $"{b.Page}: {fault}")));
    }

    [Fact]
    public void Faults_OfAWrongName_AreTold() => Assert.Contains("Nowhere", Assert.Single(Faults("Nowhere.Register();\n")));

    private static IEnumerable<string> Pages() =>
        Directory
            .EnumerateFiles(Sources.Root, "*.md")
            .Concat(
                new[] { "docs", "data" }.SelectMany(f =>
                    Directory.EnumerateFiles(Path.Combine(Sources.Root, f), "*.md", SearchOption.AllDirectories)
                )
            );

    private static IEnumerable<Block> Blocks(string page)
    {
        List<string>? code = null;
        foreach (var line in File.ReadLines(page))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                if (code is not null)
                    yield return new Block(Path.GetRelativePath(Sources.Root, page), string.Join('\n', code));
                code = code is null && Languages.Contains(line.Trim().Trim('`').ToLowerInvariant()) ? [] : null;
            }
            else
            {
                code?.Add(line);
            }
        }
    }

    private static IEnumerable<string> Faults(string code)
    {
        // "#:project" and the like are dotnet run's.
        var program = string.Join('\n', code.Split('\n').Select(l => l.StartsWith("#:", StringComparison.Ordinal) ? "" : l));
        return CSharpCode
            .Compilation(OutputKind.ConsoleApplication)
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(program), CSharpSyntaxTree.ParseText(Usings))
            .GetDiagnostics()
            .Where(d => d.Severity >= DiagnosticSeverity.Warning)
            .Select(d => $"line {d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.GetMessage()}");
    }

    private sealed record Block(string Page, string Code);
}
