using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Networks;

/// <summary>
/// One column of the data that a network is conditioned on, and its part of the label c: one number for each value, of which that of the
/// frame is 1; or, between two numbered values, shares of both (0.3 of the way from base to apex: 0.7 and 0.3).
/// </summary>
/// <param name="Name">The column, e.g. "phase".</param>
/// <param name="Values">The values in the label's order; the last may be "", which is unknown.</param>
/// <param name="Continuous">Whether the first two values are the ends, 0 and 1, of a scale.</param>
public sealed record LabelColumn(string Name, IReadOnlyList<string> Values, bool Continuous = false)
{
    /// <summary>How the unknown value is written and shown.</summary>
    public const string Unknown = "unknown";

    /// <summary>The part of the label.</summary>
    /// <param name="value">A value of the column; "" or "unknown": unknown; of a scale a number from 0 to 1.</param>
    /// <returns>As many numbers as there are values, of sum 1.</returns>
    /// <exception cref="InputException">The network knows no such value.</exception>
    public float[] Encode(string value)
    {
        var label = new float[Values.Count];
        if (OnScale(value) is { } at)
            (label[0], label[1]) = ((float)(1 - at), (float)at);
        else if (Place(value) is >= 0 and var place)
            label[place] = 1;
        else
            throw new InputException(Name, Choices, $"'{value}'", "choose one of these");
        return label;
    }

    /// <summary>Whether <see cref="Encode"/> takes a value.</summary>
    internal bool Knows(string value) => OnScale(value) is not null || Place(value) >= 0;

    /// <summary>What can be asked for, e.g. "ED, ES or unknown".</summary>
    public string Choices
    {
        get
        {
            string[] all = Continuous ? ["a number from 0 to 1", .. Values.Skip(2).Select(Shown)] : [.. Values.Select(Shown)];
            return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} or {all[^1]}";
        }
    }

    private double? OnScale(string value) =>
        Continuous && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var at) && at is >= 0 and <= 1
            ? at
            : null;

    private int Place(string value)
    {
        var own = value == Unknown ? "" : value;
        return Continuous && own.Length > 0 ? -1 : Values.ToList().IndexOf(own);
    }

    private static string Shown(string value) => value.Length == 0 ? Unknown : value;
}
