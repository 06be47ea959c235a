namespace GanCmri.Statistics.Association;

/// <summary>How a linear predictor becomes a mean, and on which scale a mean's limits lie.</summary>
internal enum MeanLink
{
    Identity,
    Logit,
    Log,
}

/// <summary>The links as functions.</summary>
internal static class MeanLinks
{
    /// <summary>The mean of a linear predictor.</summary>
    public static double Mean(this MeanLink link, double eta) =>
        link switch
        {
            MeanLink.Identity => eta,
            MeanLink.Logit => LogOdds.Probability(eta),
            _ => Math.Exp(eta),
        };

    /// <summary>The linear predictor of a mean.</summary>
    public static double Eta(this MeanLink link, double mean) =>
        link switch
        {
            MeanLink.Identity => mean,
            MeanLink.Logit => Math.Log(mean / (1 - mean)),
            _ => Math.Log(mean),
        };

    /// <summary>Change of the mean with its linear predictor.</summary>
    public static double Slope(this MeanLink link, double mean) =>
        link switch
        {
            MeanLink.Identity => 1,
            MeanLink.Logit => mean * (1 - mean),
            _ => mean,
        };
}
