using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Cohorts;

/// <summary>What a guided cohort shall be like: the distributions of its phenotypes, its covariates and their assumed effects, its
/// motion.</summary>
public sealed record CohortSpec
{
    /// <summary>The phenotypes guided; a heart keeps its own value of any other.</summary>
    public required IReadOnlyList<TargetPhenotype> Phenotypes { get; init; }

    /// <summary>Correlations between the phenotypes' normal scores (a Gaussian copula), positive definite, in their order.</summary>
    public required double[,] Correlation { get; init; }

    /// <summary>Covariates; none is allowed.</summary>
    public IReadOnlyList<Covariate> Covariates { get; init; } = [];

    /// <summary>Correlations between the covariates' normal scores, positive definite, in their order; null: none.</summary>
    internal double[,]? CovariateCorrelation { get; init; }

    /// <summary>How hearts move from end-diastole; null: not at all, one frame a heart.</summary>
    public MotionKind? Trajectory { get; init; }

    /// <summary>Whether each heart's area follows a course over the beat drawn from those of real hearts; else the trajectory's
    /// timing.</summary>
    internal bool DrawnBeats { get; init; }

    /// <summary>Frames a cine; published: 50. Without meaning where hearts stand still.</summary>
    public int Frames { get; init; } = 50;

    /// <summary>Truncation of w towards its mean, 0 to 1; default 0.8.</summary>
    public double Psi { get; init; } = 0.8;

    /// <summary>The place of fractional area change among the targets; -1: hearts move as the trajectory has it.</summary>
    internal int Contraction => Phenotypes.ToList().FindIndex(p => p.Phenotype == PhenotypeRegistry.LvFac);

    /// <summary>The files read, for the run's record.</summary>
    public IReadOnlyList<FileDigest> Files { get; init; } = [];

    /// <summary>A specification that comes with the program, the one named "example".</summary>
    public static string ExamplePath => ShippedCohorts.Of("example");

    /// <summary>Reads a specification.</summary>
    /// <param name="path">A YAML file, or the name of a shipped one: "example", "curved" or "groups".</param>
    /// <exception cref="InputException">It is missing, a key is unknown or missing, or a value is out of range; the line is
    /// named.</exception>
    public static CohortSpec Read(string path) => new CohortSpecReader(ShippedCohorts.File(path)).Read();
}
