using System.Globalization;

namespace GanCmri.Networks;

/// <summary>A value of one column of a label, e.g. phase ED.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">Its value; a number between 0 and 1 where the column is a scale.</param>
internal sealed record LabelValue(string Column, string Value)
{
    /// <summary>Hearts begin their beat at end-diastole.</summary>
    public static LabelValue EndDiastole { get; } = new("phase", "ED");

    /// <summary>A slice's place: 0 base, 1 apex.</summary>
    public static LabelValue Position(double place) => new("position", place.ToString(CultureInfo.InvariantCulture));
}
