using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Phantom;
using GanCmri.Imaging.Store;
using GanCmri.Learning.Data;
using GanCmri.Learning.Phenotypes;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace GanCmri.Learning;

public sealed partial class GanCatalog
{
    /// <summary>Random hearts as rows, computed as they are read: Subject, and z of <paramref name="dimension"/> numbers.</summary>
    /// <example>
    /// <code>
    /// var hearts = ml.Gan.SampleLatents(1000, seed: 1, dimension: 512);
    /// </code>
    /// </example>
    /// <param name="count">Rows.</param>
    /// <param name="seed">Row r depends on the seed and r only.</param>
    /// <param name="dimension">Length of z: the generator's ZDim.</param>
    /// <param name="columnName">The column of z.</param>
    public IDataView SampleLatents(long count, long seed = 1, int dimension = 512, string columnName = "Z") =>
        LatentRows.Sample(count, seed, dimension, columnName);

    /// <summary>Random hearts for a generator as rows, computed as they are read: Subject, and z of the generator's length.</summary>
    /// <example>
    /// <code>
    /// var hearts = ml.Gan.SampleLatents(8, generator, seed: 1); // Subject, Z
    /// var latents = ml.Gan.MapLatents("W", generator, "Z", truncationPsi: 0.8f).Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="count">Rows.</param>
    /// <param name="generatorPath">The generator's file, .safetensors or .pkl.</param>
    /// <param name="seed">Row r depends on the seed and r only.</param>
    /// <param name="columnName">The column of z.</param>
    /// <exception cref="InputException">The file is missing, damaged or holds no generator.</exception>
    public IDataView SampleLatents(long count, string generatorPath, long seed = 1, string columnName = "Z") =>
        LatentRows.Sample(count, seed, ZDim(generatorPath), columnName);

    /// <summary>The hearts of given seeds, those of <c>gancmri generate --seeds</c> and <c>gancmri heart --seed</c>: Subject (seed0007),
    /// and z of the generator's length.</summary>
    /// <example>
    /// <code>
    /// var hearts = ml.Gan.SampleLatents([2, 7, 12], generator); // Subject, Z
    /// var latents = ml.Gan.MapLatents("W", generator, "Z").Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="seeds">A row each.</param>
    /// <param name="generatorPath">The generator's file, .safetensors or .pkl.</param>
    /// <param name="columnName">The column of z.</param>
    /// <exception cref="InputException">The file is missing, damaged or holds no generator.</exception>
    public IDataView SampleLatents(IReadOnlyList<uint> seeds, string generatorPath, string columnName = "Z") =>
        LatentRows.OfSeeds([.. seeds], ZDim(generatorPath), columnName);

    /// <summary>
    /// Synthetic subjects with drawn covariates and phenotypes, made as they are read: Subject, Source, a column a covariate,
    /// LvAreaMm2Target and SphericityIndexTarget as far as specified, and W, the end-diastolic latent guided to them. Reading W takes about
    /// a second a row: cache it. The networks stay in memory until the view, which is an <see cref="IDisposable"/>, is disposed.
    /// </summary>
    /// <example>
    /// <code>
    /// var cohort = ml.Data.Cache(ml.Gan.LoadCohort(200, "data/cohorts/example.yaml", seed: 1));
    /// var images = ml.Gan.GenerateImages("Image", generator, "W").Fit(cohort).Transform(cohort);
    /// </code>
    /// </example>
    /// <param name="count">Rows.</param>
    /// <param name="specPath">The cohort's specification (YAML, see <c>data/cohorts/example.yaml</c>); its trajectory is for
    /// <c>ApplyTrajectory</c>.</param>
    /// <param name="seed">Row r depends on the seed and r only, and is that of <c>gancmri cohort</c> with the same seed and
    /// specification.</param>
    /// <param name="options">Models, latents only; null for the defaults.</param>
    /// <exception cref="InputException">The specification is wrong, or a model is missing.</exception>
    public IDataView LoadCohort(long count, string specPath, long seed = 1, LoadCohortOptions? options = null) =>
        CohortRows.Load(count, specPath, seed, options ?? new LoadCohortOptions(), _context);

    /// <summary>The frames of a frame store (<c>gancmri dataset</c>): Subject, Study, Series, Slice, Frame, Phase, TimeMs, Pathology,
    /// Source, SlicePosition (0 base to 1 apex), Split, LvAreaPx, Image in [-1, 1].</summary>
    /// <example>
    /// <code>
    /// var frames = ml.Gan.LoadFrames("store"); // made by: gancmri dataset --data cines --out store
    /// var latents = ml.Gan.ProjectImages("W", generator, "Image").Fit(frames).Transform(frames);
    /// </code>
    /// </example>
    /// <param name="folder">The store.</param>
    /// <exception cref="InputException">The store is missing or damaged.</exception>
    public IDataView LoadFrames(string folder) => FrameSources.Store(FrameStore.Open(folder));

    /// <summary>
    /// Heart crops of cines from DICOM, NIfTI or pictures: Subject (S001, ..., one a person, as names and every link.csv below tell),
    /// SourceId (the subject as <c>gancmri measure</c> calls it, by folder or file, to join other tables by), Study, Series, Slice, Frame,
    /// Phase, TimeMs, Image in [-1, 1]. ED and ES that are NIfTI files of their own are joined to cines of two frames, as <c>gancmri
    /// dataset</c> does; hearts of single frames are where the segmenter sees them, and a warning counts those, another the series without
    /// a pixel size.
    /// </summary>
    /// <remarks>
    /// <c>MeasurePhenotypes</c> sees these crops and <c>gancmri measure</c> the pictures themselves, so their numbers differ a little: in
    /// one comparison LV area was larger by 1.5 % (median) at 64 pixels and 0.4 % at 128, in single slices at the base by much more. For
    /// the generator that is the default, crops must be of 128 pixels.
    /// </remarks>
    /// <example>
    /// <code>
    /// var frames = ml.Gan.LoadCine("dicom"); // 64 x 64 pixels of the heart
    /// var finer = ml.Gan.LoadCine("dicom", new HeartCrop { Resolution = 128 }); // as sax128 makes them
    /// </code>
    /// </example>
    /// <param name="path">A file or folder.</param>
    /// <param name="crop">Field and resolution; null for 175 mm in 64 x 64 pixels.</param>
    /// <exception cref="InputException">Nothing readable, or only empty pictures.</exception>
    public IDataView LoadCine(string path, HeartCrop? crop = null) =>
        CineRows.Load(path, crop ?? new HeartCrop(), warning => _context.Warn("LoadCine", "Load", warning), _context.Cancellation);

    /// <summary>
    /// The volumes of every study in a folder, a row a study, by all its short-axis slices: subject, lv_edv_ml, lv_esv_ml, lv_ef_percent
    /// and the other columns of <c>gancmri measure --subjects</c>, with flags that say what to doubt in them. What the log warns of was
    /// left out or guessed.
    /// </summary>
    /// <example>
    /// <code>
    /// var studies = ml.Gan.MeasureStudies("dicom");
    /// var table = ml.Gan.FromDataFrame(studies); // for any ML.NET step
    /// </code>
    /// </example>
    /// <param name="path">A file or folder of cines: DICOM, NIfTI, pictures with a frames.csv.</param>
    /// <param name="options">Segmenter, second segmenter, labels beside, body sizes; null for the defaults.</param>
    /// <exception cref="InputException">Nothing readable, or a file of the options is wrong.</exception>
    public DataFrame MeasureStudies(string path, MeasureStudiesOptions? options = null) =>
        StudyRows.Measure(path, options ?? new MeasureStudiesOptions(), _context);

    /// <summary>Phantom hearts with known truth: Subject, Series, Frame, Phase, TimeMs, AgeYears, Sex, Group, LvAreaMm2, SphericityIndex,
    /// WallThicknessMm, Image.</summary>
    /// <example>
    /// <code>
    /// var phantoms = ml.Gan.LoadPhantom(subjects: 10, seed: 1, new PhantomOptions { Phases = 20 });
    /// var measured = ml.Gan.MeasurePhenotypes("Image").Fit(phantoms).Transform(phantoms); // beside the true LvAreaMm2
    /// </code>
    /// </example>
    /// <param name="subjects">Subjects; each gives one cine.</param>
    /// <param name="seed">Subject i depends on the seed and i only.</param>
    /// <param name="options">Anatomy, effects, noise; null for the defaults.</param>
    /// <exception cref="InputException">An option is out of its range.</exception>
    public IDataView LoadPhantom(int subjects, long seed = 1, PhantomOptions? options = null) =>
        FrameSources.Phantom(subjects, seed, options ?? new PhantomOptions());

    /// <summary>Rows of cines as rows of frames: every row of Vector&lt;Single, T, n&gt; becomes T rows; other columns are
    /// repeated.</summary>
    /// <example>
    /// <code>
    /// var beating = TrajectoryFile.Read(ShippedModels.File("sax64", "ed-es.json")).Trajectory;
    /// var steps = ml.Gan.ApplyTrajectory("Cine", beating, "W").Append(ml.Gan.GenerateCines("Cine", generator));
    /// var cines = steps.Fit(hearts).Transform(hearts);
    /// var frames = ml.Gan.SplitFrames(cines, "Image", "Cine"); // 50 rows a heart
    /// </code>
    /// </example>
    /// <param name="data">One row a cine.</param>
    /// <param name="outputColumnName">Column of the frames, Vector&lt;Single, n&gt;.</param>
    /// <param name="inputColumnName">Column of cines; null: as the output.</param>
    /// <param name="frameColumnName">Column of the frame number, Single, from 0.</param>
    /// <exception cref="InputException">The column is missing or holds no cines.</exception>
    public IDataView SplitFrames(
        IDataView data,
        string outputColumnName,
        string? inputColumnName = null,
        string frameColumnName = "Frame"
    ) => new FrameRows(data, inputColumnName ?? outputColumnName, outputColumnName, frameColumnName);

    private static int ZDim(string generatorPath) =>
        NetworkFile.Describe(generatorPath).Networks.Select(n => n.Generator).FirstOrDefault(g => g is not null)?.ZDim
        ?? throw new InputException(generatorPath, "a generator", "other networks", "give a generator's file");
}
