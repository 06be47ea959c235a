using GanCmri.Imaging.Phantom;
using GanCmri.Runtime;
using MathNet.Numerics;
using MathNet.Numerics.Statistics;

namespace GanCmri.Tests.Imaging.Phantom;

public class PhantomPopulationTests
{
    private const int Subjects = 4000;

    [Fact]
    public void Subject_Defaults_FollowTheChosenDistributions()
    {
        var options = new PhantomOptions { CaseShare = 0.3 };
        var subjects = new PhantomPopulation(options, 3).Subjects(Subjects).ToList();
        foreach (var phenotype in Enum.GetValues<PhantomPhenotype>())
        {
            var values = subjects.Select(s => s.Phenotypes.Of(phenotype)).ToArray();
            var (mean, sd) = options.Of(phenotype);
            // Five standard errors; the cut at 3 sd and the clamps take about 2 % off the deviation.
            Assert.InRange(values.Mean(), mean - 5 * sd / Math.Sqrt(Subjects), mean + 5 * sd / Math.Sqrt(Subjects));
            Assert.InRange(values.StandardDeviation() / sd, 0.93, 1.05);
        }

        Assert.InRange(subjects.Average(s => s.Covariates.Of(PhantomCovariate.Group)), 0.3 - 0.036, 0.3 + 0.036);
        Assert.InRange(subjects.Average(s => s.Covariates.Of(PhantomCovariate.Sex)), 0.46, 0.54);
        Assert.All(subjects, s => Assert.InRange(s.Covariates.AgeYears, 40, 75));
    }

    [Theory]
    [InlineData(PhantomCovariate.Age, PhantomPhenotype.WallThicknessMm, 0.03)]
    [InlineData(PhantomCovariate.Sex, PhantomPhenotype.LvAreaMm2, 250)]
    [InlineData(PhantomCovariate.Group, PhantomPhenotype.FractionalAreaChange, -0.08)]
    public void Subject_PlantedEffect_IsRecoveredAndOthersStayNull(PhantomCovariate covariate, PhantomPhenotype phenotype, double slope)
    {
        var options = new PhantomOptions { Effects = [new PlantedEffect(covariate, phenotype, slope)] };
        var subjects = new PhantomPopulation(options, 11).Subjects(Subjects).ToList();
        foreach (var x in Enum.GetValues<PhantomCovariate>())
        {
            foreach (var y in Enum.GetValues<PhantomPhenotype>())
            {
                var xs = subjects.Select(s => s.Covariates.Of(x)).ToArray();
                var ys = subjects.Select(s => s.Phenotypes.Of(y)).ToArray();
                var (_, found) = Fit.Line(xs, ys);
                var standardError = ys.StandardDeviation() / xs.StandardDeviation() / Math.Sqrt(Subjects);
                var truth = x == covariate && y == phenotype ? slope : 0;
                Assert.InRange(found, truth - 4 * standardError, truth + 4 * standardError);
                if (truth != 0)
                    Assert.True(Math.Abs(truth) > 8 * standardError, "an effect that this cohort can tell from none");
            }
        }
    }

    [Fact]
    public void Subject_PlantedEffect_MovesOnlyItsPhenotype()
    {
        var plain = new PhantomPopulation(new PhantomOptions(), 5).Subject(17);
        var moved = new PhantomPopulation(
            new PhantomOptions { Effects = [new PlantedEffect(PhantomCovariate.Age, PhantomPhenotype.LvAreaMm2, 10)] },
            5
        ).Subject(17);
        var expected = plain.Phenotypes.LvAreaMm2 + 10 * (plain.Covariates.AgeYears - 57.5);
        Assert.Equal(expected, moved.Phenotypes.LvAreaMm2, 9);
        Assert.Equal(plain.Phenotypes with { LvAreaMm2 = 0 }, moved.Phenotypes with { LvAreaMm2 = 0 });
        Assert.Equal(plain.Covariates, moved.Covariates);
    }

    [Fact]
    public void Subject_OtherSeedOrIndex_IsAnother()
    {
        var ages = Enumerable
            .Range(0, 40)
            .SelectMany(seed => new PhantomPopulation(new PhantomOptions(), seed).Subjects(40))
            .Select(s => s.Covariates.AgeYears);
        Assert.Equal(1600, ages.Distinct().Count());
    }

    [Fact]
    public void Subject_AnyOrder_IsTheSame()
    {
        var cohort = new PhantomPopulation(new PhantomOptions(), 8);
        var alone = cohort.Subject(6).Render();
        var backwards = Enumerable
            .Range(0, 8)
            .Reverse()
            .AsParallel()
            .WithDegreeOfParallelism(2)
            .Select(i => (i, Cine: cohort.Subject(i).Render()))
            .ToDictionary(p => p.i, p => p.Cine);
        for (var f = 0; f < alone.Series.Frames.Count; f++)
            Assert.Equal(alone.Series.Frames[f].Image.Pixels, backwards[6].Series.Frames[f].Image.Pixels);
        Assert.NotEqual(alone.Series.Frames[0].Image.Pixels, backwards[5].Series.Frames[0].Image.Pixels);
        Assert.NotEqual(cohort.Subject(6).Phenotypes, new PhantomPopulation(new PhantomOptions(), 9).Subject(6).Phenotypes);
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_NamesAllOfThem()
    {
        var options = new PhantomOptions
        {
            Phases = 10,
            NoiseFraction = -1,
            LvAreaMm2 = new PhenotypeDistribution(2000, double.NaN),
        };
        var error = Assert.Throws<OptionsException>(() => new PhantomPopulation(options, 1));
        Assert.Contains("Phases 10", error.Message, StringComparison.Ordinal);
        Assert.Contains("NoiseFraction -1", error.Message, StringComparison.Ordinal);
        Assert.Contains("LvAreaMm2", error.Message, StringComparison.Ordinal);
    }
}
