namespace GanCmri.Statistics.Association;

/// <summary>A phenotype's mean were all rows of one level, their other columns as they are.</summary>
/// <param name="Phenotype">Phenotype.</param>
/// <param name="Exposure">The category.</param>
/// <param name="Level">Its level.</param>
/// <param name="Source">Source of the rows.</param>
/// <param name="Mean">Mean (linear), probability of a case (logistic, Firth) or mean count.</param>
/// <param name="StandardError">By the delta method, other columns taken for fixed.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <param name="Rows">Rows used.</param>
public sealed record MarginRow(
    string Phenotype,
    string Exposure,
    string Level,
    string Source,
    double Mean,
    double StandardError,
    double Lower,
    double Upper,
    long Rows
);
