using GanCmri.Studies.Cohorts;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Studies.Cohorts;

public class CohortKeyTests
{
    private static readonly CohortSpec Spec = CohortSpecs.Hearts(300, .02, .3) with
    {
        Covariates = [new NumberCovariate("age", "years", 50, 10, 18, 90, [5, 0])],
    };

    [Fact]
    public void Of_SpecificationsOfOtherContent_Differ_ThoughNoFileTellsThem()
    {
        using var models = PlantedModels.Make();
        var options = new CohortOptions { Subjects = 3 };
        CohortSpec[] others =
        [
            Spec with
            {
                Psi = .7,
            },
            Spec with
            {
                Covariates = [new NumberCovariate("age", "years", 50, 10, 18, 90, [6, 0])],
            },
            Spec with
            {
                Correlation = new double[,]
                {
                    { 1, .2 },
                    { .2, 1 },
                },
            },
            Spec with
            {
                Phenotypes = [Spec.Phenotypes[0] with { Distribution = new EmpiricalTarget([1, 2]) }, Spec.Phenotypes[1]],
            },
            Spec with
            {
                Phenotypes = [Spec.Phenotypes[0] with { Distribution = new EmpiricalTarget([1, 3]) }, Spec.Phenotypes[1]],
            },
            Spec with
            {
                Trajectory = MotionKind.EdToEs,
            },
        ];
        var keys = others.Select(o => CohortKey.Of(models, o, options)).Append(CohortKey.Of(models, Spec, options)).ToArray();
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.NotEqual(keys[^1], CohortKey.Of(models, Spec, options with { Seed = 2 }));
    }

    [Fact]
    public void Of_NumberOfSubjectsOrWorkers_DoesNotCount()
    {
        using var models = PlantedModels.Make();
        Assert.Equal(
            CohortKey.Of(models, Spec, new CohortOptions { Subjects = 3 }),
            CohortKey.Of(models, Spec with { Psi = Spec.Psi }, new CohortOptions { Subjects = 9, Workers = 2 })
        );
    }
}
