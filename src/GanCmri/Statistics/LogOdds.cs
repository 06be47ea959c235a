namespace GanCmri.Statistics;

/// <summary>Log odds and probabilities.</summary>
internal static class LogOdds
{
    /// <summary>The probability with these log odds, in [0, 1]: the logistic function.</summary>
    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
