using GanCmri.Evaluation;
using GanCmri.Learning.Evaluation;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace GanCmri.Learning;

public sealed partial class GanCatalog
{
    /// <summary>Tells whether images may be copies of training frames. For each image: the distance to the most similar training frame, and
    /// that distance divided by the distance to the most similar frame of any other training patient.</summary>
    /// <example>
    /// <code>
    /// var training = ml.Gan.LoadFrames("store");
    /// var scored = ml.Gan.ScoreNearCopies("Copy", training, "Image").Fit(frames).Transform(frames); // Copy, Copy.Ratio
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the distance, Single, 0 (the same image) to 2. A second column, named with ".Ratio", is
    /// near 0 for a copy of one patient's frame and near 1 where no patient is more similar than others.</param>
    /// <param name="trainingFrames">What the generator was trained on, e.g. the "train" rows of <see cref="LoadFrames"/>: at least 2
    /// patients. Read when the step is fitted; a saved model holds the frames.</param>
    /// <param name="inputColumnName">Column of images of the training frames' size, Vector&lt;Single, 1, S, S&gt; in any unit; null: as the
    /// output.</param>
    /// <param name="trainingImageColumnName">The training frames' images.</param>
    /// <param name="subjectColumnName">Text column of the training frames' patients.</param>
    /// <exception cref="InputException">A training column is missing or of another type.</exception>
    public ScoreNearCopiesEstimator ScoreNearCopies(
        string outputColumnName,
        IDataView trainingFrames,
        string? inputColumnName = null,
        string trainingImageColumnName = "Image",
        string subjectColumnName = "Subject"
    ) =>
        new(
            _context,
            outputColumnName,
            inputColumnName ?? outputColumnName,
            new ImageColumns(trainingFrames, trainingImageColumnName, subjectColumnName)
        );

    /// <summary>Compares a set of synthetic images with a set of real ones by kernel and Fréchet distance, precision, recall, density and
    /// coverage. For scale, the same measures between two groups of real patients stand beside. One row a comparison and measure:
    /// Comparison, Measure, Extractor, Value, Lower, Upper, Extrapolated, ImagesA, SubjectsA, ImagesB, SubjectsB.</summary>
    /// <example>
    /// <code>
    /// var real = ml.Gan.LoadFrames("store");
    /// var table = ml.Gan.Distances(real, frames, options: new EvaluationOptions { Resamples = 500 });
    /// ml.Gan.SaveCsv(table, "distances.csv");
    /// </code>
    /// </example>
    /// <param name="real">Heart crops of at least 4 patients, 64 x 64 or 128 x 128 pixels.</param>
    /// <param name="synthetic">Heart crops of the same size and unit, of at least 2 subjects.</param>
    /// <param name="imageColumnName">Column of images in both.</param>
    /// <param name="subjectColumnName">Text column of subjects in both; intervals resample whole subjects.</param>
    /// <param name="options">Resamples, level, splits, seed; null for the defaults.</param>
    /// <param name="trainingFrames">The images trained on, at least 2 patients that <paramref name="real"/> lacks: adds "real train to real
    /// others" and the ratios of synthetic over real train; null: unknown.</param>
    /// <exception cref="InputException">A column is missing or of another type, sizes differ, or there are too few subjects.</exception>
    public DataFrame Distances(
        IDataView real,
        IDataView synthetic,
        string imageColumnName = "Image",
        string subjectColumnName = "Subject",
        EvaluationOptions? options = null,
        IDataView? trainingFrames = null
    ) =>
        DistanceFrame.Run(
            new ImageColumns(real, imageColumnName, subjectColumnName),
            new ImageColumns(synthetic, imageColumnName, subjectColumnName),
            trainingFrames is null ? null : new ImageColumns(trainingFrames, imageColumnName, subjectColumnName),
            options ?? new EvaluationOptions(),
            _context
        );
}
