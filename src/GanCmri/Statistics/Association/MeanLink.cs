namespace GanCmri.Statistics.Association;

/// <summary>How a model's linear predictor becomes a mean.</summary>
internal enum MeanLink
{
    Identity,
    Logit,
    Log,
}
