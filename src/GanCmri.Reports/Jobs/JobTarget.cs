using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>What a job asks of one phenotype at end-diastole.</summary>
/// <param name="Value">The value to have, or the change in % of the value before.</param>
/// <param name="IsRelative">Whether <paramref name="Value"/> is a change in %.</param>
internal sealed record JobTarget(double Value, bool IsRelative)
{
    private const double LargestChange = 50;

    /// <summary>As a jobs file has it, e.g. "+15%" or "2400".</summary>
    public string Text =>
        IsRelative
            ? Value.ToString("+0.###;-0.###;+0", CultureInfo.InvariantCulture) + "%"
            : Value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A change in % of the value before, -50 to 50.</summary>
    public static JobTarget Change(double percent) => new(percent, true);

    /// <summary>A value to have, in the phenotype's unit, within the limits of its <see cref="SteeredPhenotype"/>.</summary>
    public static JobTarget Absolute(double value) => new(value, false);

    /// <summary>The value asked of a heart.</summary>
    /// <param name="before">What it measures before.</param>
    public double Of(double before) => IsRelative ? before * (1 + Value / 100) : Value;

    /// <summary>Reads "+15%" or "2400".</summary>
    /// <exception cref="JobException">It is neither, or out of range.</exception>
    internal static JobTarget Parse(string text, SteeredPhenotype phenotype, string column)
    {
        text = SpreadsheetText.Original(text); // copied from a table of ours
        var relative = text.EndsWith('%');
        var number = relative ? text[..^1] : text;
        if (
            double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && new JobTarget(value, relative) is var target
            && target.IsIn(phenotype)
            && (!relative || number[0] is '+' or '-')
        )
        {
            return target;
        }

        var unit = phenotype.Phenotype.Unit.Length == 0 ? "" : " " + phenotype.Phenotype.Unit;
        throw new JobException(
            column,
            FormattableString.Invariant(
                $"{phenotype.Least} to {phenotype.Most}{unit}, or a change from -{LargestChange}% to +{LargestChange}%"
            ),
            CellText.Shown(text),
            FormattableString.Invariant($"write for example {phenotype.Example} or +15%")
        );
    }

    internal bool IsIn(SteeredPhenotype phenotype) =>
        IsRelative ? Math.Abs(Value) <= LargestChange : Value >= phenotype.Least && Value <= phenotype.Most;
}
