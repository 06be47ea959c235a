using System.Text.RegularExpressions;

namespace GanCmri.Phenotypes;

/// <summary>The part of the heart that a phenotype is of, by the words of its name, in UK Biobank's tables and ours.</summary>
internal static partial class PhenotypeGroup
{
    private const string Left = "Left ventricle",
        Other = "Other";
    private static readonly Part[] Parts =
    [
        new("Strain", ["strain", "ecc", "ell", "err"]),
        new("Right ventricle", ["rv"]),
        new("Left atrium", ["la", "lav", "lavmax", "lavmin", "lasv", "laef"]),
        new("Right atrium", ["ra", "rav", "ravmax", "ravmin", "rasv", "raef"]),
        new("Aorta", ["aorta", "aortic", "ao", "aao", "dao", "aaomaxarea", "daomaxarea"]),
        new(Left, ["lv", "wt", "wall", "myocardial", "cavity"]),
    ];

    /// <summary>The group of a phenotype's column, e.g. "Right ventricle"; "Other" where its name tells nothing.</summary>
    public static string Of(string name)
    {
        var known = PhenotypeColumn.Of(name);
        string[] words = [.. Word().Matches(known?.Name ?? name).Select(m => m.Value.ToLowerInvariant())];
        return Array.Find(Parts, p => words.Any(w => p.Words.Contains(w)))?.Group ?? (known is null ? Other : Left);
    }

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    private sealed record Part(string Group, string[] Words);
}
