using System.Reflection;
using GanCmri.Learning;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.TorchSharp;
using Microsoft.ML.TorchSharp.AutoFormerV2;
using TorchSharp;

namespace GanCmri.Detection;

/// <summary>ML.NET's object-detection trainer over the columns of <see cref="GanCatalogDetection.BoxVentricles"/>.</summary>
internal sealed class DetectorEstimator(GanContext context, DetectionOptions options) : IEstimator<ITransformer>
{
    // As the trainer calls it; what lies there is not downloaded.
    private const string WeightsFile = "autoformer_11m_torchsharp.bin";

    public ITransformer Fit(IDataView input)
    {
        var folder = options.FromScratch ? Directory.CreateTempSubdirectory("gancmri-detector-").FullName : null;
        try
        {
            if (folder is not null)
                WriteRandomWeights(Path.Combine(folder, "mlnet"));
            return Trainer(folder).Fit(input);
        }
        catch (Exception e) when (folder is null && e is AggregateException or InvalidOperationException)
        {
            throw new InputException(
                "the detector's start weights",
                $"{WeightsFile} from aka.ms",
                e.GetBaseException().Message,
                "connect to the internet, or train with FromScratch = true",
                e
            );
        }
        finally
        {
            if (folder is not null)
                Directory.Delete(folder, recursive: true);
        }
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Trainer(null).GetOutputSchema(inputSchema);

    // In a context of its own, where "from scratch" cannot meet weights that were downloaded before.
    private ObjectDetectionTrainer Trainer(string? folder)
    {
        var ml = context.ML;
        if (folder is not null)
        {
            ml = new MLContext(seed: 1) { TempFilePath = folder };
            ml.Log += (_, e) =>
            {
                if (e.Kind == ChannelMessageKind.Info)
                    context.Info("DetectVentricles", "Fit", e.RawMessage);
            };
        }

        return ml.MulticlassClassification.Trainers.ObjectDetection(
            new ObjectDetectionTrainer.Options
            {
                LabelColumnName = GanCatalogDetection.LabelColumn,
                BoundingBoxColumnName = GanCatalogDetection.BoxesColumn,
                ImageColumnName = GanCatalogDetection.PictureColumn,
                MaxEpoch = options.Epochs,
                InitLearningRate = options.LearningRate,
                ScoreThreshold = options.ScoreThreshold,
            }
        );
    }

    // The trainer's own network, which is internal to it, as it is before any training.
    private static void WriteRandomWeights(string folder)
    {
        Directory.CreateDirectory(folder);
        var network = typeof(ObjectDetectionTrainer).Assembly.GetType(typeof(ObjectDetectionTrainer).Namespace + ".AutoFormerV2", true)!;
        torch.random.manual_seed(1);
        using var made = (torch.nn.Module)
            network
                .GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Single()
                .Invoke([2, new List<int> { 64, 128, 256, 448 }, new List<int> { 2, 2, 6, 2 }, new List<int> { 2, 4, 8, 14 }, torch.CPU]);
        made.save(Path.Combine(folder, WeightsFile));
    }
}
