using GanCmri.Studies.Cohorts;

namespace GanCmri.Reports.Cohorts;

/// <summary>One of the networks that look at a cohort's hearts, and the columns that hold what it sees. The one that did not steer comes
/// first: a network praises what its own gradients made.</summary>
/// <param name="Name">In a sentence's words.</param>
/// <param name="Column">The name of a phenotype's column.</param>
/// <param name="Agreement">How well what it sees follows the targets; null where it did not look.</param>
internal sealed record CohortEye(string Name, Func<TargetPhenotype, string> Column, Func<TargetAgreement, TargetAgreement?> Agreement)
{
    /// <summary>The network that did not steer.</summary>
    public static CohortEye Judge { get; } = new("another network, fresh noise", p => p.JudgedName, a => a.ByJudge);

    /// <summary>The network that steered.</summary>
    public static CohortEye Steering { get; } = new("the network that steered", p => p.Name, a => a);

    /// <summary>Both.</summary>
    public static IReadOnlyList<CohortEye> All { get; } = [Judge, Steering];

    /// <summary>Those that looked at a phenotype.</summary>
    public static IEnumerable<CohortEye> Of(CohortSample sample, TargetPhenotype phenotype) =>
        All.Where(e => sample.Has(e.Column(phenotype)));
}
