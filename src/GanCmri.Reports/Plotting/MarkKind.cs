using System.Text.Json.Serialization;

namespace GanCmri.Reports.Plotting;

/// <summary>How a mark is drawn; marks.tsx knows the same.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MarkKind>))]
internal enum MarkKind
{
    /// <summary>From <see cref="ChartMark.Y"/> to <see cref="ChartMark.To"/>.</summary>
    Band,

    /// <summary>A fainter band.</summary>
    Wide,

    /// <summary>A faint line, one of many.</summary>
    Thin,

    /// <summary>A line.</summary>
    Line,

    /// <summary>A line with its points.</summary>
    Points,

    /// <summary>A line of steps: each value holds from its place on.</summary>
    Steps,

    /// <summary>Bars from 0 to Y, from X to To.</summary>
    Bars,

    /// <summary>Points.</summary>
    Dots,

    /// <summary>A dashed line at height Y.</summary>
    Across,

    /// <summary>A dashed line at X.</summary>
    Upright,
}
