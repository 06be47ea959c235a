using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GanCmri.Imaging.Store;

/// <summary>Tells stores apart as what a network is trained on.</summary>
internal static class StoreDigest
{
    /// <summary>SHA-256 over the pixels, and whose they are: another split, pathology, source or position is other training data too.
    /// Stores without the last two keep their digest of before there were these columns.</summary>
    public static string Of(FrameStore data) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    data.Info.FramesSha256
                        + string.Concat(data.Rows.Select(r => $"\n{r.Subject}\t{r.Split}\t{r.Phase}\t{r.Pathology}{Place(r)}"))
                )
            )
        );

    private static string Place(FrameRow row) =>
        row.Source.Length > 0 || row.SlicePosition is not null
            ? string.Create(CultureInfo.InvariantCulture, $"\t{row.Source}\t{row.SlicePosition}")
            : "";
}
