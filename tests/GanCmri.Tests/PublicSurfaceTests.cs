using System.Reflection;
using System.Text.RegularExpressions;
using GanCmri.Detection;
using GanCmri.Hosting;
using GanCmri.Interactive;
using GanCmri.Learning;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Studio.Hosting;

namespace GanCmri.Tests;

/// <summary>
/// Every public type has a reason (docs/decisions/0024): a pipeline or an example names it, <c>mlContext.Gan</c> shows it, or another
/// public type with a reason shows it in its members.
/// </summary>
public partial class PublicSurfaceTests
{
    [Fact]
    public void Types_HaveAReasonToBePublic()
    {
        var types = Exported();
        var words = Words();
        var reached = new HashSet<Type>();
        var next = new Queue<Type>([
            typeof(GanCatalog),
            typeof(GanMlContext),
            typeof(InputException),
            .. types.Where(t => words.Contains(Plain(t)) || Extends(t, words)),
        ]);
        while (next.TryDequeue(out var type))
        {
            if (!reached.Add(type))
                continue;
            foreach (var shown in Shown(type).SelectMany(Parts))
                next.Enqueue(shown);
        }

        Assert.Empty(
            types
                .Where(t => !t.IsNested && !reached.Contains(t))
                .Select(t => $"{t.FullName}: make it internal, or use it in a pipeline or an example")
                .Order()
        );
    }

    // It is part of the command line and in no package.
    [Fact]
    public void Studio_ShowsNothing() => Assert.Empty(typeof(StudioServer).Assembly.GetExportedTypes());

    [Fact]
    public void CancellationTokens_HaveOneName() =>
        Assert.Empty(
            from type in Exported()
            from method in type.GetMethods().Concat<MethodBase>(type.GetConstructors())
            from parameter in method.GetParameters()
            where parameter.ParameterType == typeof(CancellationToken) && parameter.Name != "cancellationToken"
            where method.DeclaringType == type
            select $"{type.Name}.{method.Name}: {parameter.Name}, expected cancellationToken"
        );

    // Options of services are set by Configure, so they are classes.
    [Fact]
    public void Options_AreRecords() =>
        Assert.Empty(
            from type in Exported()
            where type.Name.EndsWith("Options", StringComparison.Ordinal) && type.Namespace != "GanCmri.Hosting"
            where type.GetMethod("<Clone>$") is null
            select $"{type.FullName}: expected a record with init-only members"
        );

    private static Type[] Exported() =>
        [
            .. typeof(GanCatalog).Assembly.GetExportedTypes(),
            .. typeof(Picture).Assembly.GetExportedTypes(),
            .. typeof(HeartService).Assembly.GetExportedTypes(),
            .. typeof(DetectionOptions).Assembly.GetExportedTypes(),
            .. typeof(Notebooks).Assembly.GetExportedTypes(),
        ];

    private static string Plain(Type type) => type.Name.Split('`')[0];

    // Methods on other types are called without naming the class they are in.
    private static bool Extends(Type type, HashSet<string> words) =>
        type.GetMethods().Any(m => m.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute)) && words.Contains(m.Name));

    private static IEnumerable<Type> Shown(Type type)
    {
        const BindingFlags all =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        static bool Seen(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;
        if (type.BaseType is { } parent)
            yield return parent;
        foreach (
            var constraint in type.GetGenericArguments()
                .Where(a => a.IsGenericParameter)
                .SelectMany(a => a.GetGenericParameterConstraints())
        )
            yield return constraint;
        foreach (var nested in type.GetNestedTypes())
            yield return nested;
        foreach (var contract in type.GetInterfaces())
            yield return contract;
        foreach (var field in type.GetFields(all).Where(f => f.IsPublic || f.IsFamily))
            yield return field.FieldType;
        foreach (var method in type.GetMethods(all).Where(Seen))
            yield return method.ReturnType;
        foreach (
            var parameter in type.GetMethods(all)
                .Concat<MethodBase>(type.GetConstructors(all))
                .Where(Seen)
                .SelectMany(m => m.GetParameters())
        )
            yield return parameter.ParameterType;
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        return type.IsGenericType ? [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts)] : [type];
    }

    private static HashSet<string> Words()
    {
        var pipelines = Sources.Code("pipelines").Select(File.ReadAllText);
        var pages = Directory
            .EnumerateFiles(Path.Combine(Sources.Root, "docs"), "*.md")
            .Append(Path.Combine(Sources.Root, "README.md"))
            .SelectMany(f => Example().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value));
        var notebooks = File.ReadAllText(Path.Combine(Sources.Root, "src", "GanCmri.Interactive", "extension.dib")); // what a notebook runs
        return [.. pipelines.Concat(pages).Append(notebooks).SelectMany(t => Word().Matches(t)).Select(m => m.Value)];
    }

    [GeneratedRegex(@"```(?:csharp|cs)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Word();
}
