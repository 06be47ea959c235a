using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Learning;
using GanCmri.Learning.Columns;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;
using SkiaSharp;

namespace GanCmri.Detection;

/// <summary>Adds ML.NET's object detection to <c>mlContext.Gan</c>. One process cannot hold it and GanCmri.Reports, which draws with
/// another SkiaSharp.</summary>
public static class GanCatalogDetection
{
    internal const string PictureColumn = "Picture";
    internal const string BoxesColumn = "Boxes";
    internal const string LabelColumn = "Ventricle";

    /// <summary>
    /// Hearts with a box around each ventricle that the segmenter finds, as the trainer takes them: Subject, Picture (MLImage), Boxes
    /// (left, top, right, bottom of each, pixels of the picture) and Ventricle (a key a box: LV is cavity and wall, RV the cavity). Hearts
    /// without a left ventricle are left out. All pictures are held in memory, 64 kB each at 128 x 128.
    /// </summary>
    /// <example>
    /// <code>
    /// var hearts = ml.Gan.LoadFrames("store");
    /// var boxed = ml.Gan.BoxVentricles(hearts);
    /// var model = ml.Gan.DetectVentricles().Fit(boxed);
    /// </code>
    /// </example>
    /// <param name="gan">The catalogue.</param>
    /// <param name="hearts">Heart crops of 175 mm in [-1, 1]; column Subject is kept if there is one.</param>
    /// <param name="imageColumnName">Vector&lt;Single, 1, S, S&gt;.</param>
    /// <param name="scale">Pixels of the picture for one of the heart's, along each side: the detector's smallest boxes are 32
    /// pixels.</param>
    /// <exception cref="InputException">The column is missing or of another type, or no heart has a ventricle; or the program holds
    /// SkiaSharp 3.</exception>
    public static IDataView BoxVentricles(this GanCatalog gan, IDataView hearts, string imageColumnName = "Image", int scale = 2)
    {
        if (typeof(SKBitmap).Assembly.GetName().Version is not { Major: 2 })
            throw new InputException(
                "SkiaSharp",
                "2.88, which ML.NET's pictures are made of",
                $"{typeof(SKBitmap).Assembly.GetName().Version}",
                "leave GanCmri.Reports (or ScottPlot) out of this program"
            );
        var type = new InputColumn(imageColumnName, "heart crop", 1, 0, 0).Check(hearts.Schema).Type;
        var side = ((VectorDataViewType)type).Dimensions[^1];
        var images = hearts.GetColumn<float[]>(imageColumnName).Select(pixels => new GrayImage(side, side, pixels)).ToArray();
        var subjects =
            hearts.Schema.GetColumnOrNull("Subject")?.Type is TextDataViewType
                ? hearts.GetColumn<string>("Subject").ToArray()
                : [.. images.Select((_, i) => FormattableString.Invariant($"S{i + 1:D3}"))];
        using var segmenter = Segmenter.Load(ShippedModels.Segmenter, TorchDevice.Parse("auto"));
        var pixelMm = new HeartCrop().FieldMm / side;
        var outlines = segmenter.Segment(images, new PixelSpacing(pixelMm, pixelMm));
        var rows = images.Select((heart, i) => BoxedHeart.Of(subjects[i], heart, outlines[i], scale)).OfType<BoxedHeart>().ToArray();
        if (rows.Length == 0)
            throw new InputException($"column '{imageColumnName}'", "hearts with a left ventricle", "none", "check the images' range");
        new ImageTypeAttribute(side * scale, side * scale).Register(); // else ML.NET does not know the type
        var schema = SchemaDefinition.Create(typeof(BoxedHeart));
        schema[PictureColumn].ColumnType = new ImageDataViewType(side * scale, side * scale);
        var view = gan.Context.ML.Data.LoadFromEnumerable(rows, schema);
        return gan.Context.ML.Transforms.Conversion.MapValueToKey(LabelColumn).Fit(view).Transform(view);
    }

    /// <summary>
    /// ML.NET's object-detection trainer (AutoFormerV2, Microsoft.ML.TorchSharp 0.23.1) for rows of <see cref="BoxVentricles"/>; the fitted
    /// model reads Picture and makes PredictedLabel, PredictedBoundingBoxes and Score. <c>mlContext.Model.Save</c> saves it and
    /// <see cref="LoadDetector"/> loads it.
    /// </summary>
    /// <example>
    /// <code>
    /// var boxed = ml.Gan.BoxVentricles(ml.Gan.LoadFrames("store"));
    /// var options = new DetectionOptions { FromScratch = true, LearningRate = 0.05, Epochs = 20 };
    /// var model = ml.Gan.DetectVentricles(options).Fit(boxed);
    /// ml.Model.Save(model, boxed.Schema, "detector.zip");
    /// </code>
    /// </example>
    /// <param name="gan">The catalogue.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IEstimator<ITransformer> DetectVentricles(this GanCatalog gan, DetectionOptions? options = null)
    {
        options ??= new DetectionOptions();
        options.Validate();
        return new DetectorEstimator(gan.Context, options);
    }

    /// <summary>Loads a detector. <c>mlContext.Model.Load</c> does, too, once anything of this package has been called.</summary>
    /// <example>
    /// <code>
    /// var model = ml.Gan.LoadDetector("detector.zip");
    /// var found = model.Transform(ml.Gan.BoxVentricles(ml.Gan.LoadFrames("store")));
    /// </code>
    /// </example>
    /// <param name="gan">The catalogue.</param>
    /// <param name="path">Written by <c>mlContext.Model.Save</c>.</param>
    /// <exception cref="InputException">The file is missing or no model.</exception>
    public static ITransformer LoadDetector(this GanCatalog gan, string path) => gan.LoadModel(path);
}
