using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Digests of files without the times that runs note in them.</summary>
internal static partial class Timeless
{
    private static readonly string[] Times = ["seconds", "Seconds", "ImagesPerSecond"];

    public static string Digest(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (path.EndsWith(".csv", StringComparison.Ordinal))
            bytes = Encoding.UTF8.GetBytes(Table(path));
        else if (Path.GetFileName(path) is var name && (name.EndsWith("run.json", StringComparison.Ordinal) || Marker().IsMatch(name)))
            bytes = Encoding.UTF8.GetBytes(Moment().Replace(Encoding.UTF8.GetString(bytes), ""));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static string Table(string path)
    {
        using var csv = new CsvParser(new StreamReader(path), CultureInfo.InvariantCulture);
        if (!csv.Read())
            return "";
        var head = csv.Record!;
        var text = new StringBuilder();
        do text.AppendJoin('|', csv.Record!.Where((_, i) => i >= head.Length || !Times.Contains(head[i]))).Append('\n');
        while (csv.Read());
        return text.ToString();
    }

    [GeneratedRegex("\"(started|ended)Utc\": *\"[^\"]*\",?|\"Seconds\": *[0-9.]+", RegexOptions.IgnoreCase)]
    private static partial Regex Moment();

    [GeneratedRegex("^part-[0-9]{5}\\.json$")]
    private static partial Regex Marker();
}
