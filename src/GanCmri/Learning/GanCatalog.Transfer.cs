using GanCmri.Learning.Evaluation;
using GanCmri.Runtime;
using Microsoft.ML;

namespace GanCmri.Learning;

public sealed partial class GanCatalog
{
    /// <summary>
    /// Shows what a model loses by learning from synthetic rows: trains any ML.NET trainer on synthetic rows and tests it on real ones, the
    /// reverse, and, for comparison, trains and tests on rows of one kind with whole subjects left out. Intervals resample subjects.
    /// </summary>
    /// <example>
    /// <code>
    /// var phantoms = ml.Gan.LoadPhantom(subjects: 40);
    /// var trainer = ml
    ///     .Transforms.Concatenate("Features", "SphericityIndex", "WallThicknessMm")
    ///     .Append(ml.Regression.Trainers.Sdca("LvAreaMm2"));
    /// foreach (var row in ml.Gan.TrainSyntheticTestReal(phantoms, frames, trainer, "LvAreaMm2"))
    ///     Console.WriteLine(row);
    /// </code>
    /// </example>
    /// <param name="real">Rows of at least 4 subjects with label, features and subject.</param>
    /// <param name="synthetic">Rows of the same columns.</param>
    /// <param name="pipeline">Ends with a trainer whose model writes "Score".</param>
    /// <param name="labelColumnName">Single (numbers: r, rmse and r2) or Boolean (auc).</param>
    /// <param name="subjectColumnName">Text column of subjects.</param>
    /// <param name="folds">Parts that subjects are left out in, where both are of one kind.</param>
    /// <returns>A row a pair of kinds and metric.</returns>
    /// <exception cref="InputException">A column is missing, or there are too few subjects.</exception>
    public IReadOnlyList<TransferRow> TrainSyntheticTestReal(
        IDataView real,
        IDataView synthetic,
        IEstimator<ITransformer> pipeline,
        string labelColumnName,
        string subjectColumnName = "Subject",
        int folds = 5
    ) => new TransferStudy(new MLContext(seed: 1), pipeline, labelColumnName, subjectColumnName, folds).Run(real, synthetic);
}
