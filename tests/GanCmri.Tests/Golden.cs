using System.Text.Json;
using GanCmri.Formats;

namespace GanCmri.Tests;

/// <summary>The reference vectors that lie beside the tests, in folder Golden.</summary>
internal static class Golden
{
    private static readonly Dictionary<string, IReadOnlyDictionary<string, NpyArray>> Opened = [];

    /// <summary>Where a golden file lies.</summary>
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Golden", name);

    /// <summary>The arrays of a golden .npz file, by name; read once.</summary>
    public static IReadOnlyDictionary<string, NpyArray> Npz(string name)
    {
        lock (Opened)
        {
            if (!Opened.TryGetValue(name, out var arrays))
                Opened[name] = arrays = NpzFile.Read(Path(name));
            return arrays;
        }
    }

    /// <summary>A golden .json file.</summary>
    public static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(Path(name))).RootElement;

    /// <summary>The largest absolute difference between an array and its reference.</summary>
    public static double MaxError(ReadOnlySpan<float> actual, ReadOnlySpan<float> reference)
    {
        Assert.Equal(reference.Length, actual.Length);
        double error = 0;
        for (var i = 0; i < actual.Length; i++)
        {
            var difference = Math.Abs((double)actual[i] - reference[i]);
            if (!(difference <= error))
                error = difference; // NaN counts as an error.
        }

        return error;
    }

    /// <summary>The largest absolute value of an array: "M" of the tolerances.</summary>
    public static double MaxAbs(ReadOnlySpan<float> values)
    {
        double largest = 0;
        foreach (var v in values)
            largest = Math.Max(largest, Math.Abs(v));
        return largest;
    }
}
