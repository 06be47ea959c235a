using GanCmri.Phenotypes;
using GanCmri.Reports.Guidance;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Studies.Guidance;

public class GuidanceStudyTests
{
    private static readonly StudyOptions Few = new()
    {
        Subjects = 4,
        GuidanceSteps = [-1, 0, .5, 1],
        Psi = 1,
    };

    [Theory]
    [InlineData("LV area (mm2)")]
    [InlineData("LvAreaMm2")]
    [InlineData("lv-area")]
    [InlineData("LV_AREA [mm²]")]
    public void FixedPath_OfAnySpelling_IsThePhenotypes(string name) =>
        Assert.Same(PhenotypeRegistry.LvArea, FixedPath.Of(Direction(name), "d.json").Guided);

    [Fact]
    public void FixedPath_OfAnUnknownName_IsRefusedWithThoseThereAre()
    {
        var message = Assert.Throws<InputException>(() => FixedPath.Of(Direction("Left ventricular size"), "d.json")).Message;
        Assert.StartsWith("d.json: expected a direction of ", message, StringComparison.Ordinal);
        Assert.Contains("lv_area_mm2", message, StringComparison.Ordinal);
        Assert.Contains("'Left ventricular size'", message, StringComparison.Ordinal);
        Assert.Equal(
            "pathology: HYP against N",
            FixedPath.Of(Direction(new GroupContrast("pathology", ["HYP"], ["N"]).Name), "d.json").Guided.Label
        );
    }

    private static DirectionFile Direction(string phenotype) =>
        new(PlantedModels.Direction(phenotype, 5), 1, new Provenance("test", "", 1, 1, new Dictionary<string, string>()));

    [Fact]
    public void Run_FixedDirections_WritesTablesAndPlots()
    {
        using var models = PlantedModels.Make();
        using var folder = new TemporaryFolder();
        GuidancePath[] paths =
        [
            new FixedPath(PlantedModels.Direction("LV area (mm2)", 5)),
            new FixedPath(PlantedModels.Direction("case - control", 6)),
        ];
        var cohort = GuidanceStudy.Run(models, paths, Few);
        Assert.Equal(["LV area", "case - control"], cohort.Guided.Select(g => g.Label));
        GuidanceFiles.Write(folder.File("out"), cohort);
        Assert.Equal(1 + 4 * 2 * 4, File.ReadLines(folder.File("out/guidance.csv")).Count());
        // This segmenter outlines neither wall nor right ventricle.
        Assert.Equal(1 + 2 * 5, File.ReadLines(folder.File("out/summary.csv")).Count());
        Assert.True(File.Exists(folder.File("out/response-1.png")));
        Assert.False(File.Exists(folder.File("out/response-2.png"))); // no frame is measured for it
        Assert.True(File.Exists(folder.File("out/leakage.png")));
    }

    [Fact]
    public void Run_UnderFreshNoise_MeasuresTheSamePathsElsewhere()
    {
        using var models = PlantedModels.Make();
        foreach (
            var (name, strength) in models
                .Generator.named_parameters()
                .Where(p => p.name.EndsWith("noise_strength", StringComparison.Ordinal))
        )
            using (TorchSharp.torch.no_grad())
                strength.fill_(.3);
        using var folder = new TemporaryFolder();
        var seen = GuidanceStudy.Run(
            models,
            [new FixedPath(PlantedModels.Direction("LV area", 5))],
            [GuidanceView.Own(models.Segmenter), GuidanceView.Judge(models.Segmenter), GuidanceView.Judge(models.Segmenter)],
            Few
        );
        double[] Areas(int view) => [.. seen[view].Cohort.Subjects.SelectMany(s => s.Guidance[0].Curve(PhenotypeRegistry.LvArea))];
        Assert.Equal(Areas(1), Areas(2));
        Assert.NotEqual(Areas(0), Areas(1));
        GuidanceFiles.Write(folder.File("out"), seen[0].Cohort, seen[1].Cohort);
        Assert.Contains("judge_median_r", File.ReadLines(folder.File("out/summary.csv")).First(), StringComparison.Ordinal);
        Assert.Equal(1 + 4 * 4, File.ReadLines(folder.File("out/judged.csv")).Count());
    }

    [Fact]
    public void Run_TwoDirectionsOfOnePhenotype_Throws()
    {
        using var models = PlantedModels.Make();
        var path = new FixedPath(PlantedModels.Direction("LV area (mm2)", 5));
        Assert.Throws<InputException>(() => GuidanceStudy.Run(models, [path, path], Few));
    }

    [Fact]
    public void Towards_LargerArea_ComesNearerAndKeepsTheIndex()
    {
        using var models = PlantedModels.Make();
        var hearts = Enumerable
            .Range(0, 4)
            .Select(i => new SubjectSource(models.Generator, models.EdToEs, Few, models.Device).Draw(i).EndDiastole)
            .ToArray();
        var steering = new PhenotypeSteering(models.Generator, models.Segmenter, Few.FieldMm);
        var before = steering.Now(hearts);
        var targets = before.Select(b => b.With(SteeredPhenotype.LvArea, 1.05 * b[SteeredPhenotype.LvArea])).ToArray();
        var after = steering.Now(steering.Towards(hearts, targets));
        // Planted regions are ragged: some jump. Most arrive.
        var near = after
            .Zip(targets)
            .Count(x =>
                Math.Abs(x.First.Values[0] - x.Second.Values[0]) < .02 * x.Second.Values[0]
                && Math.Abs(x.First.Values[1] - x.Second.Values[1]) < .01
            );
        Assert.InRange(near, 3, 4);
    }

    [Fact]
    public void Fit_Response_RaisesTheAreaOfTheHeartsItWasMadeFrom()
    {
        using var models = PlantedModels.Make();
        var direction = ResponseFit.Fit(models, Few);
        Assert.Equal(DirectionMethod.Response, direction.Method);
        var effect = GuidanceEffect.Of(
            GuidanceStudy.Run(models, [new FixedPath(direction)], Few with { GuidanceSteps = [-.05, -.02, 0, .02, .05] }),
            PhenotypeRegistry.LvArea,
            PhenotypeRegistry.LvArea
        );
        Assert.True(effect.MedianSlope.Estimate > 0);
    }
}
