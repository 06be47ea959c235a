namespace GanCmri.Learning.Evaluation;

/// <summary>How well a trainer that learnt from one kind of rows does on another.</summary>
/// <param name="TrainedOn">"real" or "synthetic".</param>
/// <param name="TestedOn">"real" or "synthetic"; where it is the same, subjects tested on were left out of training, a fold at a
/// time.</param>
/// <param name="Metric">"r", "rmse" or "r2" for numbers, "auc" for yes and no.</param>
/// <param name="Value">The metric over all rows tested on.</param>
/// <param name="Lower">Lower 95 % limit, by a bootstrap over subjects.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="Rows">Rows tested on.</param>
/// <param name="Subjects">Their subjects.</param>
public sealed record TransferRow(
    string TrainedOn,
    string TestedOn,
    string Metric,
    double Value,
    double Lower,
    double Upper,
    int Rows,
    int Subjects
);
