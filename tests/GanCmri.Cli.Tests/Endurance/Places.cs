namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Names of output folders that file systems allow and programs stumble over.</summary>
internal static class Places
{
    public static IReadOnlyList<string> Odd { get; } =
    [
        "two words",
        "it's",
        "say \"heart\"",
        "Müller-Größe",
        "心臓",
        "a,b;c",
        "percent%20",
        "-out",
        "#1",
        "dot.",
        new string('n', 200),
        "line\nbreak",
        "e\u0301",
    ];
}
