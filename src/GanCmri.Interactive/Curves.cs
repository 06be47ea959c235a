using System.Globalization;
using System.Net;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Interactive;

/// <summary>Numbers as a line within HTML.</summary>
internal static class Curves
{
    private const int Width = 240,
        Height = 60;

    /// <summary>A line through the values, from the least at the bottom to the greatest at the top; values that are no numbers are
    /// left out.</summary>
    public static string Of(IReadOnlyList<float> values)
    {
        var finite = values.Where(float.IsFinite).ToArray();
        if (finite.Length == 0)
            return "";
        var (least, range) = (finite.Min(), Math.Max(finite.Max() - finite.Min(), 1e-30f));
        var points = values
            .Select((v, i) => (X: Width * (i + 0.5) / values.Count, Y: 2 + (Height - 4) * (1 - (v - least) / range)))
            .Where(p => double.IsFinite(p.Y))
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:F1},{p.Y:F1}"));
        var title = string.Create(CultureInfo.InvariantCulture, $"{values.Count} values from {least:G4} to {finite.Max():G4}");
        return $"<svg width=\"{Width}\" height=\"{Height}\"><title>{title}</title>"
            + $"<polyline fill=\"none\" stroke=\"currentColor\" points=\"{string.Join(' ', points)}\"/></svg>";
    }

    /// <summary>A direction: what it changes and its vector.</summary>
    public static string Of(PhenotypeDirection direction) =>
        "<div>"
        + WebUtility.HtmlEncode(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{direction.Phenotype}, {direction.Method}: {direction.Contrast:G4} between {direction.Low} low and {direction.High} high"
            )
        )
        + "</div>"
        + Of(direction.Vector);
}
