using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Trajectories.Tables;

/// <summary>
/// Latents as CSV or Parquet: columns subject, series, slice, frame, phase, time_ms, study (where it is told), then w0, w1, … (W) or w0_0,
/// w0_1, … (W+, layer first); in Parquet lists w, or w0_, w1_, ….
/// </summary>
public static class LatentCsv
{
    private static readonly string[] Required = ["subject", "series", "slice", "frame"];

    /// <summary>Writes a table, frames in its order.</summary>
    public static void Write(string path, LatentTable table)
    {
        var width = table.Frames.Count == 0 ? 0 : table.Frames[0].W.Length / table.Layers;
        var writer = new TableWriter<LatentFrame>()
            .Text("subject", f => f.Subject)
            .Text("series", f => f.Series)
            .Count("slice", f => f.Slice)
            .Count("frame", f => f.Frame)
            .Text("phase", f => f.Phase)
            .Number("time_ms", f => f.TimeMs ?? double.NaN);
        if (table.Frames.Any(f => f.Study is not null))
            writer.Text("study", f => f.Study ?? "");
        for (var layer = 0; layer < table.Layers; layer++)
        {
            var first = layer * width;
            writer.Vector(table.Layers == 1 ? "w" : $"w{layer}_", width, f => f.W.AsMemory(first, width));
        }

        writer.Save(path, table.Frames);
    }

    /// <summary>Reads a table; columns other than those named are ignored, phase, time_ms and study may be absent.</summary>
    /// <exception cref="InputException">The file is missing, lacks a column, or holds something that is no number.</exception>
    public static LatentTable Read(string path)
    {
        using var text = TableText.Open(path, "a table of latents made by gancmri project");
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        if (!csv.Read() || !csv.ReadHeader())
            throw new InputException(path, "a header line", "an empty file", "make it with gancmri project");
        var headers = csv.HeaderRecord!;
        var missing = Required.FirstOrDefault(r => !headers.Contains(r));
        var columns = Columns(headers);
        if (missing is not null || columns.Numbers.Length == 0)
        {
            throw new InputException(
                path,
                $"a column '{missing ?? "w0"}'",
                string.Join(", ", headers.Take(8)) + (headers.Length > 8 ? ", …" : ""),
                "make it with gancmri project, or rename the columns"
            );
        }

        int phase = Array.IndexOf(headers, "phase"),
            time = Array.IndexOf(headers, "time_ms"),
            study = Array.IndexOf(headers, "study");
        List<LatentFrame> frames = [];
        string Text(string column) => SpreadsheetText.Original(csv.GetField(column)!);
        try
        {
            while (csv.Read())
            {
                var timeMs = time < 0 || csv.GetField(time) is "" or null ? null : csv.GetField<double?>(time);
                frames.Add(
                    new LatentFrame(
                        Text("subject"),
                        Text("series"),
                        csv.GetField<int>("slice"),
                        csv.GetField<int>("frame"),
                        phase < 0 ? "" : csv.GetField(phase) ?? "",
                        timeMs,
                        [.. columns.Numbers.Select(c => csv.GetField<float>(c))]
                    )
                    {
                        Study = study < 0 ? null : Text("study"),
                    }
                );
                if (!Array.TrueForAll(frames[^1].W, float.IsFinite))
                    throw new InputException(
                        $"{path}, line {csv.Parser.Row}",
                        "finite numbers in the latent's columns",
                        "another",
                        "make the file again with gancmri project"
                    );
            }
        }
        catch (CsvHelperException e)
        {
            throw new InputException(
                $"{path}, line {csv.Parser.Row}",
                "numbers in slice, frame, time_ms and the latent's columns",
                "something else or a short line",
                "make the file again with gancmri project",
                e
            );
        }

        return new LatentTable(frames, columns.Layers);
    }

    private static LatentColumns Columns(string[] headers)
    {
        var at = headers.Select((name, column) => (name, column)).GroupBy(h => h.name).ToDictionary(g => g.Key, g => g.First().column);
        List<int> numbers = [];
        if (at.ContainsKey("w0_0"))
        {
            var width = Enumerable.Range(0, headers.Length).TakeWhile(i => at.ContainsKey($"w0_{i}")).Count();
            var layers = Enumerable.Range(0, headers.Length).TakeWhile(l => at.ContainsKey($"w{l}_0")).Count();
            for (var i = 0; i < layers * width && at.TryGetValue($"w{i / width}_{i % width}", out var column); i++)
                numbers.Add(column);
            return new LatentColumns(numbers.Count == layers * width ? [.. numbers] : [], layers);
        }

        for (var i = 0; at.TryGetValue($"w{i}", out var column); i++)
            numbers.Add(column);
        return new LatentColumns([.. numbers], 1);
    }

    private sealed record LatentColumns(int[] Numbers, int Layers);
}
