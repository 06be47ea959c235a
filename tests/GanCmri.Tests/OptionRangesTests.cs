using System.Reflection;
using GanCmri.Detection;
using GanCmri.Evaluation;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Phantom;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Latents;
using GanCmri.Latents.Tuning;
using GanCmri.Learning;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Trajectories;
using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Regression;
using GanCmri.Studies;
using GanCmri.Studies.Comparison;
using GanCmri.Studies.Demo;
using GanCmri.Studies.Export;
using GanCmri.Studies.Fitting;
using GanCmri.Studies.Projections;
using GanCmri.Tests.Learning.Contract;
using GanCmri.Tests.Studies;
using GanCmri.Training;
using GanCmri.Training.Augmentation;
using Microsoft.ML;
using static TorchSharp.torch;

namespace GanCmri.Tests;

/// <summary>Every number in the options of the public API is checked by the method that takes them (docs/decisions/0030).</summary>
public class OptionRangesTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly IDataView Rows = ContractRows.Make();
    private static readonly Lazy<HeartModels> Models = new(() => PlantedModels.Make());

    private static string Generator => Specimens.GeneratorPath;

    // Options in range, and the public method that takes them.
    private static readonly Door[] Doors =
    [
        Of(new EvaluationOptions(), o => Ml.Gan.Distances(Rows, Rows, options: o)),
        Of(new BootstrapOptions(), o => Bootstrap.Interval(3, rows => rows.Sum(), o)),
        Of(
            new RegressionOptions(),
            o =>
                Ols.Fit(
                    [1, 3, 2, 5],
                    [
                        [1, 2, 3, 4],
                    ],
                    o
                )
        ),
        Of(new AssociationOptions { Outcomes = ["Area"], Exposures = ["Value"] }, o => Ml.Gan.Association(Rows, o)),
        Of(new SegmentationOptions(), o => Models.Value.Segmenter.SegmentCrops(zeros(1, 1, 64, 64), o)),
        Of(new OnnxExportOptions(), o => Ml.Gan.ExportOnnx(Generator, "nowhere/x.onnx", o)),
        Of(new TrajectoryFittingOptions(), o => TrajectoryFitting.Fit("nowhere.csv", o)),
        Of(new TrajectoryComparisonOptions(), o => _ = new TrajectoryComparison(Models.Value.Generator, Models.Value.Segmenter, o)),
        Of(new DatasetOptions(), o => DatasetBuilder.Build([], new SubjectLinks(), "nowhere", o)),
        Of(new HeartCrop(), o => Ml.Gan.LoadCine("nowhere", o)),
        Of(new PhantomOptions(), o => Ml.Gan.LoadPhantom(1, 1, o)),
        Of(new ProjectorOptions(), o => Ml.Gan.ProjectImages("Made", Generator, "Image", new ProjectImagesOptions { Projector = o })),
        Of(new TuningOptions(), o => FrameProjection.Run(Projected with { Tuning = o })),
        Of(new StudyOptions(), o => _ = new DemoStudy(Models.Value, o)),
        Of(Trained, o => Trainer.Run(Store!.Value, "nowhere", o, CPU)),
        Of(new AdaOptions(), o => Trainer.Run(Store!.Value, "nowhere", Trained with { Ada = o }, CPU)),
        Of(Trained.Generator, o => _ = new StyleGan2Generator(o)),
        Of(Trained.Discriminator, o => _ = new Discriminator(o)),
        Of(new NetworkOptions(), o => Ml.Gan.GenerateImages("Made", Generator, "W", o)),
        Of(new MapLatentsOptions(), o => Ml.Gan.MapLatents("Made", Generator, "Z", o)),
        Of(new ProjectImagesOptions(), o => Ml.Gan.ProjectImages("Made", Generator, "Image", o)),
        Of(new MeasurePhenotypesOptions { SegmenterPath = Specimens.SegmenterPath }, o => Ml.Gan.MeasurePhenotypes("Image", o)),
        Of(new EdToEsOptions(), o => Ml.Gan.EdToEs("Made", "W", o)),
        Of(new FrameToFrameOptions(), o => Ml.Gan.FrameToFrame("Made", "W", o)),
        Of(new PeriodicOptions(), o => Ml.Gan.Periodic("Made", "W", o)),
        Of(new SuperResolveOptions(), o => Ml.Gan.SuperResolve("Made", "Cine", o)),
        Of(new DetectionOptions(), o => Ml.Gan.DetectVentricles(o)),
    ];

    private static readonly Lazy<FrameStore> Store = new(() => FrameStore.Open(Fixtures.EarlyFiles.Path("Tables", "store")));

    private static TrainingOptions Trained => TrainingOptions.ForCpu(8);

    private static FrameProjectionOptions Projected =>
        new()
        {
            Network = Generator,
            Data = "nowhere",
            Output = "nowhere.csv",
        };

    public static TheoryData<string, string> Numbers
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var type in Doors.Select(d => d.Options.GetType()))
            foreach (var number in NumbersOf(type))
                all.Add(type.Name, number.Name);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Method_NumberOutOfRange_NamesIt(string options, string number)
    {
        var door = Doors.Single(d => d.Options.GetType().Name == options);
        var property = door.Options.GetType().GetProperty(number)!;
        foreach (var bad in OutOfRange(property.PropertyType))
        {
            var changed = door.Options.GetType().GetMethod("<Clone>$")!.Invoke(door.Options, null)!;
            property.SetValue(changed, bad);
            var error = Assert.ThrowsAny<ArgumentException>(() => door.Enter(changed));
            Assert.Contains(number, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_WithNumbers_AreAllTried()
    {
        var tried = Doors.Select(d => d.Options.GetType()).ToHashSet();
        Assembly[] packaged = [typeof(GanCatalog).Assembly, typeof(Picture).Assembly, typeof(DetectionOptions).Assembly];
        Assert.Empty(
            from type in packaged.SelectMany(a => a.GetExportedTypes())
            where type.Name.EndsWith("Options", StringComparison.Ordinal) && NumbersOf(type).Any()
            where !tried.Contains(type) && !tried.Any(t => t.IsSubclassOf(type))
            select $"{type.FullName}: check its ranges in the method that takes it, and add the method here"
        );
    }

    private static IEnumerable<PropertyInfo> NumbersOf(Type type) =>
        type.GetProperties().Where(p => p.Name != "Seed" && p.SetMethod is { IsPublic: true } && OutOfRange(p.PropertyType).Length > 0);

    private static object[] OutOfRange(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(double) => [double.NaN, double.PositiveInfinity],
            var t when t == typeof(float) => [float.NaN, float.PositiveInfinity],
            var t when t == typeof(int) => [int.MinValue],
            var t when t == typeof(long) => [long.MinValue],
            _ => [],
        };

    private static Door Of<T>(T options, Action<T> enter)
        where T : notnull => new(options, o => enter((T)o));

    private sealed record Door(object Options, Action<object> Enter);
}
