using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Studies.Jobs;

/// <summary>How far a job moves one phenotype.</summary>
/// <param name="Value">Guidance step c, or a change in % of the value at end-diastole.</param>
/// <param name="IsRelative">Whether <paramref name="Value"/> is a change in %.</param>
/// <param name="Text">As the jobs file has it, e.g. "1.5" or "+15%".</param>
public sealed record GuidanceTarget(double Value, bool IsRelative, string Text)
{
    private const double LargestStep = 5, LeastPercent = -90, MostPercent = 300;

    /// <summary>A guidance step: w + c k.</summary>
    public static GuidanceTarget Step(double c) => new(c, false, c.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A change in % of the phenotype measured at end-diastole.</summary>
    public static GuidanceTarget Percent(double change) => new(change, true, change.ToString("+0.###;-0.###;0", CultureInfo.InvariantCulture) + "%");

    /// <summary>Reads "+15%" (a change) or "1.5" (a step).</summary>
    /// <exception cref="InputException">It is neither, or out of range; "where" is the column.</exception>
    internal static GuidanceTarget Parse(string column, string text)
    {
        var relative = text.EndsWith('%');
        var (low, high) = relative ? (LeastPercent, MostPercent) : (-LargestStep, LargestStep);
        var isNumber = double.TryParse(relative ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        if (!isNumber || !(value >= low && value <= high))
        {
            throw new InputException(column, "a change from -90% to +300%, or a guidance step from -5 to 5", CellText.Shown(text),
                "write for example +15% or 1.5");
        }

        return new GuidanceTarget(value, relative, text);
    }
}
