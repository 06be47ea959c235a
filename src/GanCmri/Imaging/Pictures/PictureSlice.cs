using System.Globalization;

namespace GanCmri.Imaging.Pictures;

/// <summary>The pictures of one slice.</summary>
/// <param name="Told">What their names say of the slice; "" where they say nothing.</param>
/// <param name="Folder">The folder they lie in.</param>
/// <param name="Files">At least one.</param>
internal sealed record PictureSlice(string Told, string Folder, IReadOnlyList<string> Files)
{
    /// <summary>The slice's number; null where the names tell no whole one.</summary>
    public int? Number => int.TryParse(Told, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>From one end of the stack to the other, as what is told of them, and then their folders, count: 2 before 10.</summary>
    public static IReadOnlyList<PictureSlice> InOrder(IEnumerable<PictureSlice> slices) =>
        [
            .. slices
                .OrderBy(s => NaturalOrder.Of(s.Told), StringComparer.Ordinal)
                .ThenBy(s => NaturalOrder.Of(s.Folder), StringComparer.Ordinal),
        ];
}
