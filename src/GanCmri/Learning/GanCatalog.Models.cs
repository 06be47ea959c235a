using GanCmri.Latents.Tuning;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Saving;
using GanCmri.Runtime;
using GanCmri.Studies.Export;
using Microsoft.ML;

namespace GanCmri.Learning;

public sealed partial class GanCatalog
{
    /// <summary>
    /// Loads a model that <c>mlContext.Model.Save</c> wrote and brings its GanCmri components back. Networks below 16 MB are in it (see
    /// <see cref="With"/>); others are referenced by path and SHA-256: they are looked for in <paramref name="weightsFolder"/>, beside the
    /// model, and where they were; then, under any name and by SHA-256 alone, also beside the program and among the shipped models.
    /// </summary>
    /// <example>
    /// <code>
    /// ml.Model.Save(ml.Gan.GenerateImages("Image", generator, "W").Fit(hearts), hearts.Schema, "model.zip");
    /// var images = ml.Gan.LoadModel("model.zip").Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="path">The saved model, e.g. "model.zip".</param>
    /// <param name="weightsFolder">A folder that holds the networks' files, if they have moved.</param>
    /// <exception cref="InputException">The file is missing, damaged or newer; or weights are missing or have changed.</exception>
    public ITransformer LoadModel(string path, string? weightsFolder = null) => LoadModel(path, out _, weightsFolder);

    /// <summary>As <see cref="LoadModel(string, string?)"/>; also gives the schema the model was saved with.</summary>
    /// <example>
    /// <code>
    /// var model = ml.Gan.LoadModel("model.zip", out var schema, weightsFolder: "networks");
    /// Console.WriteLine(string.Join(", ", schema!.Select(column => column.Name)));
    /// </code>
    /// </example>
    /// <param name="path">The saved model, e.g. "model.zip".</param>
    /// <param name="inputSchema">The input schema given to <c>mlContext.Model.Save</c>; null if none was.</param>
    /// <param name="weightsFolder">A folder that holds the networks' files, if they have moved.</param>
    /// <exception cref="InputException">The file is missing, damaged or newer; or weights are missing or have changed.</exception>
    public ITransformer LoadModel(string path, out DataViewSchema? inputSchema, string? weightsFolder = null) =>
        ModelRestorer.Load(new RestoreContext(_context, path, weightsFolder), out inputSchema);

    /// <summary>
    /// Writes a generator, its mapping or synthesis, or a segmenter as ONNX, for <c>ApplyOnnxModel</c> and programs without libtorch: z to
    /// w, w to image, image to maps.
    /// </summary>
    /// <example>
    /// <code>
    /// ml.Gan.ExportOnnx(ShippedModels.Segmenter, "segmenter.onnx");
    /// ml.Gan.ExportOnnx(generator, "mapping.onnx", new OnnxExportOptions { Part = NetworkPart.Mapping, TruncationPsi = 0.8 });
    /// </code>
    /// </example>
    /// <param name="modelPath">The network's file, .safetensors or .pkl.</param>
    /// <param name="onnxPath">The file to write.</param>
    /// <param name="options">Part, noise, truncation; null for the defaults.</param>
    /// <exception cref="InputException">The file is missing, damaged or holds no such part, or an option does not fit it.</exception>
    public void ExportOnnx(string modelPath, string onnxPath, OnnxExportOptions? options = null) =>
        NetworkExport.Write(modelPath, onnxPath, options);

    /// <summary>
    /// Tunes a generator a little to one real cine (pivotal tuning, Roich et al. 2021) and writes it as a generator of its own, for every
    /// component that takes a generator's file: from the cine's latents it draws this very heart, and directions and trajectories keep
    /// their meaning.
    /// </summary>
    /// <example>
    /// <code>
    /// var real = ml.Gan.LoadFrames("store"); // one cine
    /// var latents = ml.Gan.ProjectImages("W", generator, "Image").Fit(real).Transform(real);
    /// ml.Gan.TuneGenerator(latents, generator, "tuned.safetensors", "W", "Image");
    /// var larger = ml.Gan.GenerateImages("Image", "tuned.safetensors", "W").Fit(latents).Transform(latents);
    /// </code>
    /// </example>
    /// <param name="data">The frames of one cine, each with its latent.</param>
    /// <param name="generatorPath">The generator of the latents, .safetensors or .pkl.</param>
    /// <param name="outputPath">The file to write, .safetensors.</param>
    /// <param name="latentColumnName">Column of latents, Vector&lt;Single, WDim&gt; or Vector&lt;Single, NumWs, WDim&gt;.</param>
    /// <param name="imageColumnName">Column of images, Vector&lt;Single, C, H, W&gt; in [-1, 1], of the generator's size.</param>
    /// <param name="options">Steps, rank, seed; null for the defaults. The latents stay where the column has them:
    /// <see cref="TuningOptions.LatentRate"/> does not count here.</param>
    /// <exception cref="InputException">A column is missing or does not fit the generator, there is no row, or the place cannot be
    /// written.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public void TuneGenerator(
        IDataView data,
        string generatorPath,
        string outputPath,
        string latentColumnName = "W",
        string imageColumnName = "Image",
        TuningOptions? options = null
    ) => CineTuner.Write(_context, data, generatorPath, outputPath, latentColumnName, imageColumnName, options ?? new TuningOptions());
}
