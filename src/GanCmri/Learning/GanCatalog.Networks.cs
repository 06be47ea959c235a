using GanCmri.Learning.Networks;
using GanCmri.Learning.Phenotypes;
using GanCmri.Learning.Saving;
using GanCmri.Runtime;

namespace GanCmri.Learning;

public sealed partial class GanCatalog
{
    /// <summary>Maps random z to latents w.</summary>
    /// <example>
    /// <code>
    /// var noise = ml.Gan.SampleLatents(8, generator);
    /// var latents = ml.Gan.MapLatents("W", generator, "Z", truncationPsi: 0.8f).Fit(noise).Transform(noise);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of latents, Vector&lt;Single, WDim&gt;.</param>
    /// <param name="generatorPath">The generator's file, .safetensors or .pkl.</param>
    /// <param name="inputColumnName">Column of z, Vector&lt;Single, ZDim&gt;; null: as the output.</param>
    /// <param name="truncationPsi">Truncation, 0 to 1: 1 none, 0 the mean heart (of the label, where there are labels).</param>
    /// <param name="label">Of a generator that was told labels: what they say, e.g. "phase=ED"; columns not named, or null: each z has a
    /// value of training's.</param>
    /// <exception cref="ArgumentException">The truncation is not from 0 to 1.</exception>
    /// <remarks>A label that the generator does not know is refused by <c>Fit</c>, with those that it knows.</remarks>
    public MapLatentsEstimator MapLatents(
        string outputColumnName,
        string generatorPath,
        string? inputColumnName = null,
        float truncationPsi = 1,
        string? label = null
    ) =>
        MapLatents(
            outputColumnName,
            generatorPath,
            inputColumnName,
            new MapLatentsOptions { TruncationPsi = truncationPsi, Label = label }
        );

    /// <summary>Maps random z to latents w.</summary>
    /// <example>
    /// <code>
    /// var noise = ml.Gan.SampleLatents(8, generator);
    /// var options = new MapLatentsOptions { TruncationPsi = 0.8f, Device = "cpu" };
    /// var latents = ml.Gan.MapLatents("W", generator, "Z", options).Fit(noise).Transform(noise);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of latents, Vector&lt;Single, WDim&gt;.</param>
    /// <param name="generatorPath">The generator's file, .safetensors or .pkl.</param>
    /// <param name="inputColumnName">Column of z, Vector&lt;Single, ZDim&gt;; null: as the output.</param>
    /// <param name="options">Truncation, label, device, batch.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public MapLatentsEstimator MapLatents(
        string outputColumnName,
        string generatorPath,
        string? inputColumnName,
        MapLatentsOptions options
    ) =>
        new(
            _context,
            new MapLatentsTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                WeightsReference.To(generatorPath),
                options
            )
        );

    /// <summary>Makes an image of each latent, w or w+.</summary>
    /// <example>
    /// <code>
    /// var images = ml.Gan.GenerateImages("Image", generator, "W").Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of images, Vector&lt;Single, C, H, W&gt; in [-1, 1].</param>
    /// <param name="generatorPath">The generator's file, .safetensors or .pkl.</param>
    /// <param name="inputColumnName">Column of latents, Vector&lt;Single, WDim&gt; or Vector&lt;Single, NumWs, WDim&gt;; null: as the
    /// output.</param>
    /// <param name="options">Device, batch; null for the defaults.</param>
    public GenerateImagesEstimator GenerateImages(
        string outputColumnName,
        string generatorPath,
        string? inputColumnName = null,
        NetworkOptions? options = null
    ) =>
        new(
            _context,
            new GenerateImagesTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                WeightsReference.To(generatorPath),
                options ?? new NetworkOptions(),
                1
            )
        );

    /// <summary>Makes a cine of each row of latents.</summary>
    /// <example>
    /// <code>
    /// var beating = TrajectoryFile.Read(ShippedModels.File("sax64", "ed-es.json")).Trajectory;
    /// var steps = ml.Gan.ApplyTrajectory("Cine", beating, "W").Append(ml.Gan.GenerateCines("Cine", generator));
    /// var cines = steps.Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of cines, Vector&lt;Single, T, H, W&gt; in [-1, 1].</param>
    /// <param name="generatorPath">The generator's file, .safetensors or .pkl.</param>
    /// <param name="inputColumnName">Column of latents, Vector&lt;Single, T, WDim&gt; or Vector&lt;Single, T, NumWs x WDim&gt;; null: as
    /// the output.</param>
    /// <param name="options">Device, frames that go through the network together; null for the defaults.</param>
    public GenerateCinesEstimator GenerateCines(
        string outputColumnName,
        string generatorPath,
        string? inputColumnName = null,
        NetworkOptions? options = null
    ) =>
        new(
            _context,
            new GenerateCinesTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                WeightsReference.To(generatorPath),
                options ?? new NetworkOptions(),
                1
            )
        );

    /// <summary>Finds each image's latent by gradient descent through the generator.</summary>
    /// <example>
    /// <code>
    /// var real = ml.Gan.LoadFrames("store");
    /// var options = new ProjectImagesOptions { Projector = new ProjectorOptions { Steps = 300 } };
    /// var latents = ml.Gan.ProjectImages("W", generator, "Image", options).Fit(real).Transform(real); // W, W.Ssim
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of latents; a second one, named with ".Ssim", says how well they give the images back.</param>
    /// <param name="generatorPath">The generator's file, .safetensors or .pkl.</param>
    /// <param name="inputColumnName">Column of images, Vector&lt;Single, C, H, W&gt; in [-1, 1]; null: as the output.</param>
    /// <param name="options">Steps, W or W+, features, encoder, device; null for the defaults.</param>
    public ProjectImagesEstimator ProjectImages(
        string outputColumnName,
        string generatorPath,
        string? inputColumnName = null,
        ProjectImagesOptions? options = null
    )
    {
        options ??= new ProjectImagesOptions();
        return new ProjectImagesEstimator(
            _context,
            new ProjectImagesTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                WeightsReference.To(generatorPath),
                options.DiscriminatorPath is { } discriminator ? WeightsReference.To(discriminator) : null,
                options,
                options.EncoderPath is { } encoder ? WeightsReference.To(encoder) : null
            )
        );
    }

    /// <summary>Outlines the left ventricle in heart crops and measures it: LvAreaMm2, SphericityIndex, axes, wall, intensities,
    /// Uncertainty, and Flags in words.</summary>
    /// <example>
    /// <code>
    /// var measured = ml.Gan.MeasurePhenotypes("Image").Fit(frames).Transform(frames);
    /// ml.Gan.SaveCsv(ml.Gan.ToDataFrame(ml.Transforms.SelectColumns("LvAreaMm2").Fit(measured).Transform(measured)), "areas.csv");
    /// </code>
    /// </example>
    /// <param name="inputColumnName">Column of heart crops, Vector&lt;Single, 1, S, S&gt;.</param>
    /// <param name="options">Segmenter, field, device, names; null for the defaults.</param>
    public MeasurePhenotypesEstimator MeasurePhenotypes(string inputColumnName = "Image", MeasurePhenotypesOptions? options = null)
    {
        options ??= new MeasurePhenotypesOptions();
        var path = options.SegmenterPath ?? ShippedModels.Segmenter;
        return new MeasurePhenotypesEstimator(
            _context,
            new MeasurePhenotypesTransformer.Saved(inputColumnName, WeightsReference.To(path), options, 1)
        );
    }

    /// <summary>Measures the left ventricle by a segmenter's maps, e.g. those that <c>ApplyOnnxModel</c> makes of an exported segmenter, as
    /// <c>MeasurePhenotypes</c> would; no libtorch.</summary>
    /// <example>
    /// <code>
    /// ml.Gan.ExportOnnx(ShippedModels.Segmenter, "segmenter.onnx");
    /// // ml.Transforms.ApplyOnnxModel("maps", "image", "segmenter.onnx") of Microsoft.ML.OnnxTransformer makes the column "maps".
    /// var measured = ml.Gan.MeasureMaps("maps", "image").Fit(frames).Transform(frames);
    /// </code>
    /// </example>
    /// <param name="mapsColumnName">Column of probabilities, Vector&lt;Single, 2 or 3, S, S&gt;: LV cavity, epicardial disk, RV
    /// cavity.</param>
    /// <param name="imageColumnName">Column of the heart crops, Vector&lt;Single, 1, S, S&gt;.</param>
    /// <param name="fieldMm">Side of the images, mm.</param>
    /// <param name="outputColumnPrefix">Put before the names of the columns made.</param>
    public MeasureMapsEstimator MeasureMaps(
        string mapsColumnName = "maps",
        string imageColumnName = "image",
        double fieldMm = 175,
        string outputColumnPrefix = ""
    ) => new(_context, new MeasureMapsTransformer.Saved(mapsColumnName, imageColumnName, fieldMm, outputColumnPrefix, 0, 0));
}
