using System.Security.Cryptography;
using System.Text;

namespace GanCmri.Imaging.Store;

/// <summary>A split by patient, never by frame, stratified by pathology: in each group the subjects with the lowest hash are held
/// out.</summary>
internal static class PatientSplit
{
    /// <summary>The subjects held out.</summary>
    /// <param name="pathologies">Pathology ("" if unknown) by subject.</param>
    /// <param name="validation">Share of each group held out, 0 to below 1; at least one subject of a group of three or more, unless 0.
    /// Where no group is large enough, the share of all together.</param>
    /// <param name="seed">Another seed, another split.</param>
    public static IReadOnlySet<string> Validation(IReadOnlyDictionary<string, string> pathologies, double validation, int seed)
    {
        var heldOut = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in pathologies.GroupBy(p => p.Value, p => p.Key))
        {
            var wanted = (int)Math.Round(validation * group.Count());
            if (wanted == 0 && validation > 0 && group.Count() >= 3)
                wanted = 1;
            heldOut.UnionWith(group.OrderBy(s => Hash(s, seed), StringComparer.Ordinal).Take(wanted));
        }

        // Where every group is too small for its share, all are drawn from together.
        var fewest = Math.Max(1, (int)Math.Round(validation * pathologies.Count));
        if (heldOut.Count == 0 && validation > 0 && pathologies.Count >= 3)
            heldOut.UnionWith(pathologies.Keys.OrderBy(s => Hash(s, seed), StringComparer.Ordinal).Take(fewest));
        return heldOut;
    }

    /// <summary>The untouched subjects: those with the next lowest hashes after the validation side, which is the same with and without
    /// them.</summary>
    /// <param name="pathologies">As for <see cref="Validation"/>.</param>
    /// <param name="validation">Share of the validation side.</param>
    /// <param name="test">Share of each group kept untouched.</param>
    /// <param name="seed">Another seed, another split.</param>
    public static IReadOnlySet<string> Test(IReadOnlyDictionary<string, string> pathologies, double validation, double test, int seed)
    {
        var validated = Validation(pathologies, validation, seed);
        var rest = pathologies.Where(p => !validated.Contains(p.Key)).ToDictionary();
        return validation >= 1 ? new HashSet<string>() : Validation(rest, test / (1 - validation), seed);
    }

    private static string Hash(string subject, int seed) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}:{subject}"))));
}
