using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Studies.Jobs;

/// <summary>What a job asks of one phenotype at end-diastole.</summary>
/// <param name="Value">The value to have, or the change in % of the value before.</param>
/// <param name="IsRelative">Whether <paramref name="Value"/> is a change in %.</param>
public sealed record JobTarget(double Value, bool IsRelative)
{
    private const double LargestChange = 50;

    /// <summary>As a jobs file has it, e.g. "+15%" or "2400".</summary>
    public string Text => IsRelative ? Value.ToString("+0.###;-0.###;+0", CultureInfo.InvariantCulture) + "%" : Value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A change in % of the value before, -50 to 50.</summary>
    public static JobTarget Change(double percent) => new(percent, true);

    /// <summary>A value to have: LV area 100 to 10,000 mm², sphericity index 0.5 to 0.98.</summary>
    public static JobTarget Absolute(double value) => new(value, false);

    /// <summary>The value asked of a heart.</summary>
    /// <param name="before">What it measures before.</param>
    public double Of(double before) => IsRelative ? before * (1 + Value / 100) : Value;

    /// <summary>Reads "+15%" or "2400".</summary>
    /// <exception cref="JobException">It is neither, or out of range.</exception>
    internal static JobTarget Parse(string text, TargetRange range)
    {
        var relative = text.EndsWith('%');
        var number = relative ? text[..^1] : text;
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && new JobTarget(value, relative) is var target
            && target.IsIn(range) && (!relative || number[0] is '+' or '-'))
        {
            return target;
        }

        throw new JobException(range.Column,
            FormattableString.Invariant($"{range.Low} to {range.High}{range.Unit}, or a change from -{LargestChange}% to +{LargestChange}%"), CellText.Shown(text),
            $"write for example {range.Example} or +15%");
    }

    internal bool IsIn(TargetRange range) => IsRelative ? Math.Abs(Value) <= LargestChange : Value >= range.Low && Value <= range.High;
}
