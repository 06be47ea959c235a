using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Networks;

/// <summary>A condition label as text: a class number, or a value of each column, "phase=ES,position=0.3".</summary>
internal static class LabelText
{
    /// <summary>Reads a label.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">Numbers of the network's labels.</param>
    /// <param name="columns">What they stand for; none: nobody told, and only a class number will do.</param>
    /// <returns>The label, as many numbers as asked.</returns>
    /// <exception cref="InputException">A column is missing, unknown or given twice, or has no such value.</exception>
    public static float[] Parse(string text, int length, IReadOnlyList<LabelColumn> columns)
    {
        if (columns.Count < 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number < length ? OneHot(number, length) : throw Bad($"a class from 0 to {length - 1}", text);
        if (columns.Count == 0)
            throw Bad(Expected(length, columns), text);
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value] || !given.TryAdd(name, value))
                throw Bad(Expected(length, columns), text);
        return given.Count == columns.Count && columns.All(c => given.ContainsKey(c.Name))
            ? [.. columns.SelectMany(c => c.Encode(given[c.Name]))]
            : throw Bad(Expected(length, columns), text);
    }

    /// <summary>Reads values of some columns.</summary>
    /// <param name="text">The text, e.g. "phase=ED".</param>
    /// <param name="columns">What the network was told.</param>
    /// <exception cref="InputException">A column is unknown or given twice, or has no such value.</exception>
    public static LabelValue[] Some(string text, IReadOnlyList<LabelColumn> columns)
    {
        LabelValue[] asked =
        [
            .. text.Split(',', StringSplitOptions.TrimEntries)
                .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
                .Select(part => part is [var name, var value] ? new LabelValue(name, value) : throw Bad()),
        ];
        return
            asked.All(a => columns.Any(c => c.Name == a.Column && c.Knows(a.Value)))
            && asked.DistinctBy(a => a.Column).Count() == asked.Length
            ? asked
            : throw Bad();

        InputException Bad() =>
            new("label", $"one or more of {string.Join("; ", columns.Select(c => $"{c.Name}= {c.Choices}"))}", $"'{text}'", "correct it");
    }

    /// <summary>What can be asked for, as a message says it.</summary>
    public static string Expected(int length, IReadOnlyList<LabelColumn> columns)
    {
        if (columns.Count == 0)
            return $"a class from 0 to {length - 1}";
        var (names, choices) = (columns.Select(c => $"{c.Name}=..."), columns.Select(c => $"{c.Name} {c.Choices}"));
        return $"{string.Join(',', names)}, with {string.Join("; ", choices)}";
    }

    private static float[] OneHot(int number, int length)
    {
        var label = new float[length];
        label[number] = 1;
        return label;
    }

    private static InputException Bad(string expected, string text) => new("--class", expected, $"'{text}'", "correct it");
}
