using GanCmri.Runtime;
using GanCmri.Studies.Cohorts;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Studies.Cohorts;

public sealed class CohortSpecTests : IDisposable
{
    private const string Area = "phenotypes:\n  lv-area: { distribution: normal, mean: 2500, sd: 400 }\n";
    private const string Both =
        "phenotypes:\n  lv-area: { distribution: normal, mean: 2500, sd: 400 }\n  sphericity: { distribution: normal, mean: 0.85, sd: "
        + "0.05 }\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("phenotypes: *nowhere\n")]
    [InlineData("phenotypes: &a\n- &a [*a\n")]
    [InlineData("a: ]\n")]
    [InlineData("phenotypes: &a {? &b [*b] : 1}\n")]
    [InlineData("? [\n!!x\n")]
    public void Read_MarksThatDoNotBelongTogether_AreRefused(string yaml) => Assert.Throws<InputException>(() => Read(yaml));

    [Fact]
    public void Read_NothingButBrackets_IsRefusedInsteadOfEndingTheProcess() =>
        Assert.Contains("32 levels", Assert.Throws<InputException>(() => Read("phenotypes: " + new string('[', 20_000))).Message);

    [Fact]
    public void Read_AFolder_IsCalledOne()
    {
        Assert.Equal("a folder", Assert.Throws<InputException>(() => CohortSpec.Read(_folder.Path)).Found);
        Assert.Equal("no such file", Assert.Throws<InputException>(() => CohortSpec.Read(_folder.File("none.yaml"))).Found);
    }

    [Theory]
    [InlineData("example")]
    [InlineData("curved")]
    [InlineData("groups")]
    public void Read_AShippedName_IsItsFile(string name) =>
        Assert.Equal(name + ".yaml", Path.GetFileName(CohortSpec.Read(name).Files[0].Name));

    [Fact]
    public void Read_NoName_NamesThoseThatShip() =>
        Assert.Contains("(curved, example, groups)", Assert.Throws<InputException>(() => CohortSpec.Read("nope")).Expected);

    [Fact]
    public void Read_Example_HoldsWhatItSays()
    {
        var spec = CohortSpec.Read(CohortSpec.ExamplePath);
        Assert.Equal(["lv_area_mm2", "sphericity_index"], spec.Phenotypes.Select(p => p.Name));
        Assert.Equal(new NormalTarget(1600, 450), spec.Phenotypes[0].Distribution);
        Assert.Equal((600, 3200), (spec.Phenotypes[0].Least, spec.Phenotypes[0].Most));
        Assert.Equal(-.2, spec.Correlation[0, 1]);
        var age = Assert.IsType<NumberCovariate>(spec.Covariates[0]);
        Assert.Equal([-5, 0], age.Effects.Select(e => e.Linear));
        Assert.Equal([200, 0], Assert.IsType<CategoryCovariate>(spec.Covariates[1]).Levels[1].Effects);
        Assert.Equal(((MotionKind?)null, 50, .8), (spec.Trajectory, spec.Frames, spec.Psi));
    }

    [Fact]
    public void Read_GroupsWithDistributionsOfTheirOwn_AreDrawnFromThem()
    {
        var spec = CohortSpec.Read(Path.Combine(Path.GetDirectoryName(CohortSpec.ExamplePath)!, "groups.yaml"));
        Assert.Equal(["lv_area_mm2", "lv_fac_percent"], spec.Phenotypes.Select(p => p.Name));
        var drawn = Enumerable.Range(0, 600).Select(r => new CohortDraws(spec, 1).Subject(r)).ToLookup(s => (int)s.Covariates[0]);
        double[] means = [.. Enumerable.Range(0, 3).Select(g => drawn[g].Average(s => s.Targets[1]))];
        Assert.Equal(55, means[0], 2.0);
        Assert.Equal(61, means[1], 2.0);
        Assert.Equal(23, means[2], 2.0);
        Assert.Equal(2000, drawn[2].Average(s => s.Targets[0]), 120.0);
    }

    [Fact]
    public void Read_CurvedExample_HoldsWhatItSays()
    {
        var spec = CohortSpec.Read(Path.Combine(Path.GetDirectoryName(CohortSpec.ExamplePath)!, "curved.yaml"));
        Assert.True(spec.DrawnBeats);
        Assert.Equal((.3, .15), (spec.CovariateCorrelation![0, 1], spec.CovariateCorrelation[1, 2]));
        var effect = Assert.IsType<NumberCovariate>(spec.Covariates[0]).Effects[0];
        Assert.Equal((-4, .15), (effect.Linear, effect.Quadratic));
        Assert.Equal([new EffectStep(70, -100)], effect.Steps);
    }

    [Fact]
    public void Read_Beat_IsDrawnOrTheTrajectorys()
    {
        Assert.True(Read(Area + "trajectory: ed-to-es\nbeat: drawn\n").DrawnBeats);
        Assert.False(Read(Area + "trajectory: ed-to-es\nbeat: trajectory\n").DrawnBeats);
        Assert.False(Read(Area + "trajectory: ed-to-es\n").DrawnBeats);
    }

    [Theory]
    [InlineData("phenotypes:\n  lv_fac_percent: { distribution: normal, mean: 50, sd: 8 }\n", "trajectory")]
    [InlineData(
        Area
            + "covariates:\n  sex:\n    levels: { F: 0.5, M: 0.5 }\n    effects:\n      M: { lv-area: 100 }\n    distributions:\n      "
            + "M: { lv-area: { distribution: normal, mean: 2500, sd: 400 } }\n",
        "both"
    )]
    public void Read_GroupOrContractionThatCannotBe_SaysWhy(string text, string word) =>
        Assert.Contains(word, Assert.Throws<InputException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_EmpiricalColumn_HasItsQuantiles()
    {
        File.WriteAllText(_folder.File("areas.csv"), "id;area\na;3000\nb;\nc;2000\nd;2200\ne;N/A\n");
        var spec = Read("phenotypes:\n  lv-area: { distribution: empirical, file: areas.csv, column: area }\n");
        var distribution = spec.Phenotypes[0].Distribution;
        Assert.Equal(2200, distribution.At(0), 6); // the median
        Assert.Equal(3000, distribution.At(9), 6);
        Assert.Equal(2, spec.Files.Count);
    }

    [Theory]
    [InlineData("lv_area_mm2")]
    [InlineData("lv-area")]
    [InlineData("LV area (mm2)")]
    public void Read_AnySpellingOfAPhenotype_IsThePhenotype(string key)
    {
        var spec = Read(
            $"phenotypes:\n  {key}: {{ distribution: normal, mean: 2500, sd: 400 }}\ncovariates:\n  age: {{ mean: 50, sd: 10, effects: "
                + $"{{ {key}: 3 }} }}\n"
        );
        Assert.Equal("lv_area_mm2", Assert.Single(spec.Phenotypes).Name);
        Assert.Equal([3], Assert.IsType<NumberCovariate>(spec.Covariates[0]).Effects.Select(e => e.Linear));
    }

    [Fact]
    public void Read_OnePhenotypeInTwoSpellings_IsRefused()
    {
        var error = Assert.Throws<InputException>(() => Read(Area + "  lv_area_mm2: { distribution: normal, mean: 2500, sd: 400 }\n"));
        Assert.Contains("lv_area_mm2 once, found it and lv-area", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "keys with values")]
    [InlineData(Area + "colour: red\n", "line 3, colour: expected one of")]
    [InlineData("psi: 0.8\n", "line 1, phenotypes: expected this key")]
    [InlineData(
        "phenotypes:\n  lv-area: { distribution: normal, mean: 2500 }\n",
        "line 2, phenotypes.lv-area.sd: expected this key with a value, found none"
    )]
    [InlineData(
        "phenotypes:\n  lv-area: { distribution: normal, mean: big, sd: 1 }\n",
        "line 2, phenotypes.lv-area.mean: expected a number with a decimal point, found 'big'"
    )]
    [InlineData("phenotypes:\n  lv-area: { distribution: normal, mean: 2500, sd: 0 }\n", "lv-area.sd: expected a number above 0")]
    [InlineData("phenotypes:\n  lv-area: { distribution: uniform }\n", "expected normal or empirical, found 'uniform'")]
    [InlineData(
        "phenotypes:\n  lv-volume: { distribution: normal, mean: 1, sd: 1 }\n",
        "phenotypes.lv-volume: expected one of lv_area_mm2, sphericity_index"
    )]
    [InlineData("phenotypes:\n  lv-area: { distribution: normal, mean: 2500, sd: 10, min: 4000 }\n", "at least 1 % lies from 4000")]
    [InlineData("phenotypes:\n  lv-area: { distribution: normal, mean: 2500, sd: 10, sd: 11 }\n", "line 2")]
    [InlineData("phenotypes:\n  lv-area: { distribution: empirical, file: none.csv, column: a }\n", "lv-area.file: expected a table")]
    [InlineData(Both + "correlation:\n- [1, 0.5]\n", "line 5, correlation: expected 2 rows of 2 numbers")]
    [InlineData(Both + "correlation:\n- [1, 0.5]\n- [0.4, 1]\n", "line 5, correlation: expected a symmetric matrix")]
    [InlineData(
        Both + "correlation:\n- [1, 1]\n- [1, 1]\n",
        "line 5, correlation: expected a positive definite matrix, found one that is not"
    )]
    [InlineData(
        Area + "trajectory: backwards\n",
        "line 3, trajectory: expected none, ed-to-es, frame-to-frame or periodic, found 'backwards'"
    )]
    [InlineData(Area + "beat: drawn\n", "line 3, beat: expected a trajectory beside it, found hearts that stand still")]
    [InlineData(Area + "trajectory: ed-to-es\nbeat: fast\n", "line 4, beat: expected trajectory or drawn, found 'fast'")]
    [InlineData(Area + "frames: 10.5\n", "line 3, frames: expected a whole number")]
    [InlineData(Area + "psi: 2\n", "line 3, psi: expected a number from 0 to 1, found 2")]
    [InlineData(
        Area + "covariates:\n  age: { mean: 50, sd: 10, effects: { sphericity: 1 } }\n",
        "covariates.age.effects.sphericity: expected one of lv_area_mm2"
    )]
    [InlineData(
        Area + "covariates:\n  sex: { levels: { F: 0.5, M: 0.4 } }\n",
        "covariates.sex.levels: expected shares that add up to 1, found 0.900"
    )]
    [InlineData(
        Area + "covariates:\n  sex: { levels: { F: 0.5, M: 0.5 }, effects: { F: { lv-area: 1 } } }\n",
        "covariates.sex.effects.F: expected one of M"
    )]
    [InlineData(
        Area + "covariates:\n" + "  age: { mean: 50, sd: 10, effects: { lv-area: { linear: 1, square: 2 } } }\n",
        "line 4, covariates.age.effects.lv-area.square: expected one of linear, quadratic, cubic, steps"
    )]
    [InlineData(
        Area + "covariates:\n  age: { mean: 50, sd: 10, effects: { lv-area: {} } }\n",
        "age.effects.lv-area: expected a number, or some of linear"
    )]
    [InlineData(
        Area + "covariates:\n  age:\n    mean: 50\n    sd: 10\n    effects:\n      lv-area:\n        steps: { old: 5 }\n",
        "line 9, covariates.age.effects.lv-area.steps.old: expected a number with a decimal point, found 'old'"
    )]
    [InlineData(
        Area + "covariates:\n  age: { mean: 50, sd: 10 }\n  bmi: { mean: 27, sd: 4, correlation: { weight: 0.3 } }\n",
        "line 5, covariates.bmi.correlation.weight: expected one of age"
    )]
    [InlineData(
        Area + "covariates:\n  age: { mean: 50, sd: 10, correlation: { bmi: 0.3 } }\n  bmi: { mean: 27, sd: 4 }\n",
        "line 4, covariates.age.correlation: expected correlations with covariates above"
    )]
    [InlineData(
        Area
            + "covariates:\n  a: { mean: 0, sd: 1 }\n  b: { mean: 0, sd: 1, correlation: { a: 0.9 } }\n"
            + "  c: { mean: 0, sd: 1, correlation: { a: 0.9, b: -0.9 } }\n",
        "line 6, covariates.c.correlation: expected correlations that can hold together"
    )]
    [InlineData(
        Area + "covariates:\n  a: { mean: 0, sd: 1 }\n  b: { mean: 0, sd: 1, correlation: { a: 1.2 } }\n",
        "line 5, covariates.b.correlation.a: expected a number from -1 to 1, found 1.2"
    )]
    [InlineData(Area + "covariates:\n  source: { mean: 50, sd: 10 }\n", "covariates.source: expected a name")]
    [InlineData(Area + "covariates:\n  is_synthetic: { mean: 50, sd: 10 }\n", "covariates.is_synthetic: expected a name")]
    [InlineData(Area + "covariates:\n  Is-Synthetic: { mean: 50, sd: 10 }\n", "covariates.Is-Synthetic: expected a name")]
    [InlineData(Area + "covariates:\n  missed: { mean: 50, sd: 10 }\n", "covariates.missed: expected a name")]
    [InlineData(Area + "covariates:\n  LV_area_mm2_judged: { mean: 50, sd: 10 }\n", "covariates.LV_area_mm2_judged: expected a name")]
    [InlineData(Area + "covariates:\n  lv_esa_mm2: { levels: { F: 0.5, M: 0.5 } }\n", "covariates.lv_esa_mm2: expected a name")]
    [InlineData(Area + "psi: [0.8\n", "line")]
    public void Read_WrongSpecification_NamesLineAndKey(string yaml, string message)
    {
        var error = Assert.Throws<InputException>(() => Read(yaml));
        Assert.Contains("spec.yaml", error.Message);
        Assert.Contains(message, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Read_CorrelatedCovariatesWithCurves_HoldsThem()
    {
        var spec = Read(
            Area
                + "covariates:\n  age: { mean: 50, sd: 10, effects: "
                + "{ lv-area: { linear: -8, quadratic: 0.2, steps: { 65: -100, 75: -50 } } } }\n"
                + "  sex: { levels: { F: 0.5, M: 0.5 } }\n  bmi: { mean: 27, sd: 4, correlation: { sex: 0.1, age: 0.3 } }\n"
        );
        var effect = Assert.IsType<NumberCovariate>(spec.Covariates[0]).Effects[0];
        Assert.Equal((-8, .2, 0), (effect.Linear, effect.Quadratic, effect.Cubic));
        Assert.Equal([new EffectStep(65, -100), new EffectStep(75, -50)], effect.Steps);
        var r = spec.CovariateCorrelation!;
        Assert.Equal((.3, .3, .1, 0), (r[0, 2], r[2, 0], r[1, 2], r[0, 1]));
    }

    [Fact]
    public void Read_TextInAnEmpiricalColumn_NamesTheRowOfTheTable()
    {
        File.WriteAllText(_folder.File("areas.csv"), "area\n3000\nlarge\n");
        var error = Assert.Throws<InputException>(() =>
            Read("phenotypes:\n  lv-area: { distribution: empirical, file: areas.csv, column: area }\n")
        );
        Assert.Contains("areas.csv, column 'area', row 2", error.Message);
        Assert.DoesNotContain("large", error.Message);
    }

    private CohortSpec Read(string yaml)
    {
        File.WriteAllText(_folder.File("spec.yaml"), yaml);
        return CohortSpec.Read(_folder.File("spec.yaml"));
    }
}
