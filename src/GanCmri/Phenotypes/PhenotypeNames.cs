namespace GanCmri.Phenotypes;

/// <summary>Finds phenotypes by any spelling: "lv_area_mm2", "LvAreaMm2", "lv-area", or a header of old tables, "LV area (mm2)".</summary>
internal static class PhenotypeNames
{
    private static readonly Dictionary<string, Phenotype> Known = PhenotypeRegistry
        .All.SelectMany(p => p.Aliases.Append(p.Name).Select(name => (Key: KeyOf(name), Phenotype: p)))
        .DistinctBy(x => x.Key)
        .ToDictionary(x => x.Key, x => x.Phenotype);

    /// <summary>The phenotype of a name; null if there is none.</summary>
    public static Phenotype? Find(string name) => Known.GetValueOrDefault(KeyOf(name));

    /// <summary>
    /// The phenotype of a frame that a direction changes; one that no frame is measured for gets NaN, and shows only in what it does to
    /// others.
    /// </summary>
    /// <param name="name">As the direction's file has it: in any spelling, or the name of a contrast.</param>
    public static FramePhenotype OfDirection(string name) =>
        Find(name) as FramePhenotype
        ?? new FramePhenotype(name, name, "", double.NegativeInfinity, double.PositiveInfinity, Unmeasured, "not measured");

    /// <summary>The place of a column in a table's header: the very name, or else a header that means the same phenotype.</summary>
    /// <returns>-1 if there is none.</returns>
    public static int IndexIn(IReadOnlyList<string> header, string name)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (header[i] == name)
                return i;
        }

        if (Find(name) is not { } phenotype)
            return -1;
        for (var i = 0; i < header.Count; i++)
        {
            if (Find(header[i]) == phenotype)
                return i;
        }

        return -1;
    }

    /// <summary>A name as a table's header spells it; unchanged where no column means the same.</summary>
    public static string Spelt(IReadOnlyList<string> header, string name) => IndexIn(header, name) is >= 0 and var at ? header[at] : name;

    private static double Unmeasured(LvMeasures frame) => double.NaN;

    /// <summary>A name without what spellings differ in: capitals, blanks and signs.</summary>
    internal static string KeyOf(string name) =>
        string.Concat(
            name.Replace("%", "percent", StringComparison.Ordinal)
                .Replace("/", "per", StringComparison.Ordinal)
                .Replace('²', '2')
                .Where(char.IsAsciiLetterOrDigit)
                .Select(char.ToLowerInvariant)
        );
}
