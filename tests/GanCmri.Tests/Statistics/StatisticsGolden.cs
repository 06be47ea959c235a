using System.Globalization;
using System.Text.Json;
using GanCmri.Formats;

namespace GanCmri.Tests.Statistics;

/// <summary>Reference values from 60-digit arithmetic and published statistics packages, on made-up data.</summary>
internal static class StatisticsGolden
{
    private static readonly JsonElement Root = Golden.Json("statistics.json");

    public static JsonElement Section(string name) => Root.GetProperty(name);

    public static IEnumerable<JsonElement> Cases(string name) => Section(name).EnumerateArray();

    public static double Number(this JsonElement e, string name) => e.GetProperty(name).GetDouble();

    public static int Int(this JsonElement e, string name) => e.GetProperty(name).GetInt32();

    public static double[] Numbers(this JsonElement e, string name) => [.. e.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    public static double[] Array(this JsonElement e, string name) => Array(e.GetProperty(name).GetString()!);

    /// <summary>Columns of a two-dimensional array.</summary>
    public static double[][] Columns(this JsonElement e, string name)
    {
        var array = Read(e.GetProperty(name).GetString()!);
        var (shape, values) = (array.Shape, array.ToDoubles());
        return
        [
            .. Enumerable.Range(0, shape[1]).Select(j => Enumerable.Range(0, shape[0]).Select(i => values[i * shape[1] + j]).ToArray()),
        ];
    }

    public static double[] Array(string name) => Read(name).ToDoubles();

    public static void Close(double expected, double actual, double relative) =>
        Assert.True(
            Math.Abs(actual - expected) <= relative * Math.Abs(expected) || expected == actual,
            string.Create(
                CultureInfo.InvariantCulture,
                $"expected {expected:R}, found {actual:R}, relative error {Math.Abs(actual / expected - 1):E1}"
            )
        );

    /// <summary>1e-8 relative on p; 1e-8 relative on log10 p below 1e-100.</summary>
    public static void CloseP(double p, double log10P, GanCmri.Statistics.PValue actual)
    {
        if (log10P > -100)
            Close(p, actual.Value, 1e-8);
        Close(log10P, actual.Log10, 1e-8);
    }

    private static NpyArray Read(string name) => Golden.Npz("statistics.npz")[name];
}
