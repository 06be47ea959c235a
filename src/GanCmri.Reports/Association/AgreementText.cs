using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Agreement;

namespace GanCmri.Reports.Association;

/// <summary>Bias and limits of agreement in words, each with its interval.</summary>
internal static class AgreementText
{
    /// <summary>Of the bias, and of both limits.</summary>
    /// <param name="row">How two measurers agree.</param>
    /// <param name="unit">Unit of what they measure; empty: none.</param>
    /// <returns>Two pieces; none where there are more measurers than two.</returns>
    public static IReadOnlyList<string> Of(AgreementRow row, string unit)
    {
        if (row is not { Differences: { } found, DifferenceIntervals: { } about })
            return [];
        var level = (100 * about.Level).ToString("0.##", CultureInfo.InvariantCulture);
        var measure = unit.Length > 0 ? " " + unit : "";
        return
        [
            $"bias {Figures.Short(found.Bias)}{measure} ({level} % CI {Limits(about.Bias)})",
            $"limits of agreement {Figures.Short(found.Lower)} ({Limits(about.Lower)}) to {Figures.Short(found.Upper)} "
                + $"({Limits(about.Upper)}){measure}",
        ];
    }

    private static string Limits(Interval of) => $"{Figures.Short(of.Lower)} to {Figures.Short(of.Upper)}";
}
