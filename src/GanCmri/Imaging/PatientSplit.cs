using System.Security.Cryptography;
using System.Text;

namespace GanCmri.Imaging;

/// <summary>A split by patient, never by frame, stratified by pathology: in each group the subjects with the lowest hash are held out.</summary>
public static class PatientSplit
{
    /// <summary>The subjects held out.</summary>
    /// <param name="pathologies">Pathology ("" if unknown) by subject.</param>
    /// <param name="validation">Share of each group held out, 0 to below 1; at least one subject of a group of three or more, unless 0.</param>
    /// <param name="seed">Another seed, another split.</param>
    public static IReadOnlySet<string> Validation(IReadOnlyDictionary<string, string> pathologies, double validation, int seed)
    {
        var heldOut = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in pathologies.GroupBy(p => p.Value, p => p.Key))
        {
            var wanted = (int)Math.Round(validation * group.Count());
            if (wanted == 0 && validation > 0 && group.Count() >= 3) wanted = 1;
            heldOut.UnionWith(group.OrderBy(s => Hash(s, seed), StringComparer.Ordinal).Take(wanted));
        }

        return heldOut;
    }

    private static string Hash(string subject, int seed) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}:{subject}"))));
}
