using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GanCmri.Tests.Statistics;

/// <summary>Reference values from 60-digit arithmetic and published statistics packages, on made-up data.</summary>
internal static partial class StatisticsGolden
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "statistics.json"))).RootElement;

    public static JsonElement Section(string name) => Root.GetProperty(name);

    public static IEnumerable<JsonElement> Cases(string name) => Section(name).EnumerateArray();

    public static double Number(this JsonElement e, string name) => e.GetProperty(name).GetDouble();

    public static int Int(this JsonElement e, string name) => e.GetProperty(name).GetInt32();

    public static double[] Numbers(this JsonElement e, string name) => [.. e.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    public static double[] Array(this JsonElement e, string name) => Array(e.GetProperty(name).GetString()!);

    /// <summary>Columns of a two-dimensional array.</summary>
    public static double[][] Columns(this JsonElement e, string name)
    {
        var (shape, values) = Read(e.GetProperty(name).GetString()!);
        return [.. Enumerable.Range(0, shape[1]).Select(j => Enumerable.Range(0, shape[0]).Select(i => values[i * shape[1] + j]).ToArray())];
    }

    public static double[] Array(string name) => Read(name).Values;

    public static void Close(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected) || expected == actual,
            string.Create(CultureInfo.InvariantCulture, $"expected {expected:R}, found {actual:R}, relative error {Math.Abs(actual / expected - 1):E1}"));

    /// <summary>1e-8 relative on p; 1e-8 relative on log10 p below 1e-100.</summary>
    public static void CloseP(double p, double log10P, GanCmri.Statistics.PValue actual)
    {
        if (log10P > -100) Close(p, actual.Value, 1e-8);
        Close(log10P, actual.Log10, 1e-8);
    }

    private static (int[] Shape, double[] Values) Read(string name)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(Folder, "statistics.npz"));
        using var stream = zip.GetEntry(name + ".npy")!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        var header = System.Text.Encoding.ASCII.GetString(bytes, 10, BitConverter.ToUInt16(bytes, 8));
        var shape = ShapeText().Match(header).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var data = bytes.AsSpan(10 + header.Length);
        double[] values = header.Contains("<f8") ? MemoryMarshal.Cast<byte, double>(data).ToArray()
            : [.. MemoryMarshal.Cast<byte, int>(data).ToArray()];
        return ([.. shape.Select(s => int.Parse(s, CultureInfo.InvariantCulture))], values);
    }

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapeText();
}
