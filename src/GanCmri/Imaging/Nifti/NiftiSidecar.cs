using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Nifti;

/// <summary>
/// The .json beside a NIfTI file: <c>{"slices": [{"slice": 0, "slice_location": 40.4, "trigger_time_ms": [10.0, 56.0, ...]}, ...]}</c>.
/// A file without "slices" (e.g. of dcm2niix) tells nothing here.
/// </summary>
internal sealed class NiftiSidecar
{
    private readonly Dictionary<int, (double? LocationMm, double[] TimesMs)> _slices = [];

    private NiftiSidecar(string path) => Path = path;

    public string Path { get; }

    /// <summary>Reads the sidecar; null if there is none.</summary>
    /// <exception cref="InputException">The file is no JSON, or its values have other types.</exception>
    public static NiftiSidecar? Find(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var sidecar = new NiftiSidecar(path);
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("slices", out var slices))
                foreach (var slice in slices.EnumerateArray())
                    sidecar.Add(slice);
            return sidecar;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InputException(
                path,
                "a JSON list \"slices\" with \"slice\" and \"trigger_time_ms\"",
                "something else",
                "correct or remove the file",
                e
            );
        }
    }

    /// <summary>Place along the stack, mm; null if not told.</summary>
    public double? LocationMm(int slice) => _slices.TryGetValue(slice, out var s) ? s.LocationMm : null;

    /// <summary>Trigger time, ms; null if not told for exactly this number of phases.</summary>
    public double? TimeMs(int slice, int phase, int phases) =>
        _slices.TryGetValue(slice, out var s) && s.TimesMs.Length == phases ? s.TimesMs[phase] : null;

    private void Add(JsonElement slice)
    {
        double? location = slice.TryGetProperty("slice_location", out var l) ? l.GetDouble() : null;
        double[] times = slice.TryGetProperty("trigger_time_ms", out var t) ? [.. t.EnumerateArray().Select(v => v.GetDouble())] : [];
        _slices[slice.GetProperty("slice").GetInt32()] = (location, times);
    }
}
