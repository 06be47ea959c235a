using ScottPlot;

namespace GanCmri.Reports;

/// <summary>Colours that people with any common colour vision tell apart (Okabe and Ito 2008), four more between them, and the greys around
/// them. Those of pages are alike (styles/colours.css).</summary>
internal static class Palette
{
    public static readonly Color Blue = Color.FromHex("#0072B2");
    public static readonly Color Vermilion = Color.FromHex("#D55E00");
    public static readonly Color Green = Color.FromHex("#009E73");
    public static readonly Color Purple = Color.FromHex("#CC79A7");
    public static readonly Color Sky = Color.FromHex("#56B4E9");
    public static readonly Color Ink = Color.FromHex("#1F2933");
    public static readonly Color Axis = Color.FromHex("#7B8794");
    public static readonly Color Grid = Color.FromHex("#E7EAEE");

    private const double Lighter = .45;

    private static readonly Color[] Series =
    [
        Blue,
        Vermilion,
        Green,
        Purple,
        Color.FromHex("#E69F00"),
        Sky,
        Color.FromHex("#7A2BE0"),
        Color.FromHex("#4C280F"),
        Color.FromHex("#E0245E"),
        Color.FromHex("#66717D"),
    ];

    /// <summary>The colour of series <paramref name="index"/>: ten, ten lighter ones, and then the first again.</summary>
    public static Color Of(int index)
    {
        var color = Series[index % Series.Length];
        return index / Series.Length % 2 == 0 ? color : color.MixedWith(Colors.White, Lighter);
    }
}
