namespace GanCmri.Learning.Data;

/// <summary>What is not known: NaN in views and statistics, null in frames, whose NullCount counts it and whose Mean skips it. ML.NET
/// reads a null number of a frame as NaN again.</summary>
internal static class FrameNulls
{
    /// <summary>Numbers with null where they are NaN.</summary>
    public static IEnumerable<float?> OrNull(this IEnumerable<float> values) => values.Select(v => float.IsNaN(v) ? (float?)null : v);

    /// <inheritdoc cref="OrNull(IEnumerable{float})"/>
    public static IEnumerable<double?> OrNull(this IEnumerable<double> values) => values.Select(v => double.IsNaN(v) ? (double?)null : v);
}
