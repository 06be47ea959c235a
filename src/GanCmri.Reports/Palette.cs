using ScottPlot;

namespace GanCmri.Reports;

/// <summary>Colours that people with any common colour vision tell apart (Okabe and Ito 2008), and the greys around them.</summary>
internal static class Palette
{
    public static readonly Color Blue = Color.FromHex("#0072B2");
    public static readonly Color Vermilion = Color.FromHex("#D55E00");
    public static readonly Color Green = Color.FromHex("#009E73");
    public static readonly Color Purple = Color.FromHex("#CC79A7");
    public static readonly Color Orange = Color.FromHex("#E69F00");
    public static readonly Color Sky = Color.FromHex("#56B4E9");
    public static readonly Color Ink = Color.FromHex("#1F2933");
    public static readonly Color Axis = Color.FromHex("#7B8794");
    public static readonly Color Grid = Color.FromHex("#E7EAEE");

    private static readonly Color[] Series = [Blue, Vermilion, Green, Purple, Orange, Sky];

    /// <summary>The colour of series <paramref name="index"/>; repeats after six.</summary>
    public static Color Of(int index) => Series[index % Series.Length];
}
