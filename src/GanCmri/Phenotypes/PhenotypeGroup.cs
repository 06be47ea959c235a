using System.Text.RegularExpressions;

namespace GanCmri.Phenotypes;

/// <summary>The part of the heart that a phenotype is of, by the words of its name, in UK Biobank's tables and ours.</summary>
internal static partial class PhenotypeGroup
{
    private const string Left = "Left ventricle",
        Other = "Other";
    private static readonly (string Group, string[] Words)[] Groups =
    [
        ("Strain", ["strain", "ecc", "ell", "err"]),
        ("Right ventricle", ["rv"]),
        ("Left atrium", ["la", "lav", "lavmax", "lavmin", "lasv", "laef"]),
        ("Right atrium", ["ra", "rav", "ravmax", "ravmin", "rasv", "raef"]),
        ("Aorta", ["aorta", "aortic", "ao", "aao", "dao", "aaomaxarea", "daomaxarea"]),
        (Left, ["lv", "wt", "wall", "myocardial", "cavity"]),
    ];

    /// <summary>The group of a phenotype's column, e.g. "Right ventricle"; "Other" where its name tells nothing.</summary>
    public static string Of(string name)
    {
        var known = PhenotypeColumn.Of(name);
        string[] words = [.. Word().Matches(known?.Name ?? name).Select(m => m.Value.ToLowerInvariant())];
        return Groups.FirstOrDefault(g => words.Any(w => g.Words.Contains(w))).Group ?? (known is null ? Other : Left);
    }

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();
}
