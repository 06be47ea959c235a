using ScottPlot;
using SkiaSharp;

namespace GanCmri.Reports.Plotting;

/// <summary>The font of plots and reports, carried in the assembly: plots look the same on every machine, also where no font is
/// installed.</summary>
internal sealed class PlotFont : IFontResolver
{
    public const string Family = "GanCmri Inter";
    private static readonly Lazy<bool> Installed = new(() =>
    {
        ScottPlot.Fonts.FontResolvers.Insert(0, new PlotFont());
        ScottPlot.Fonts.Default = Family;
        return true;
    });

    public static void Install() => _ = Installed.Value;

    /// <summary>The OpenType file of one weight.</summary>
    public static byte[] File(bool bold)
    {
        var name = bold ? "Inter-SemiBold.otf" : "Inter-Regular.otf";
        using var stream =
            typeof(PlotFont).Assembly.GetManifestResourceStream("GanCmri.Reports.Fonts." + name)
            ?? throw new InvalidOperationException($"the assembly lacks its font {name}");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, weight >= FontWeight.SemiBold, slant != FontSlant.Upright);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic)
    {
        if (fontName != Family)
            return null;
        using var data = SKData.CreateCopy(File(bold));
        return SKTypeface.FromData(data);
    }
}
