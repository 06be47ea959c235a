namespace GanCmri.Statistics.Association;

/// <summary>What one model of a study tests.</summary>
/// <param name="Name">For people.</param>
/// <param name="Reported">Terms whose effects are results.</param>
/// <param name="Held">Terms that its interactions need beside the study's covariates.</param>
internal sealed record StudyExposure(string Name, IReadOnlyList<ModelTerm> Reported, IReadOnlyList<ModelTerm> Held)
{
    /// <summary>Columns of the table it needs.</summary>
    public IEnumerable<int> Columns => Reported.Concat(Held).SelectMany(t => t.Variables).Select(v => v.Table).Distinct();

    /// <summary>Whether a covariate is the one column that is tested, or a curve of it: a model holds everything else constant.</summary>
    public bool IsOf(ModelTerm covariate) =>
        Reported is [{ Variables: [var only] }] && covariate.Variables is [var held] && held.Table == only.Table;

    /// <summary>All terms held constant when the study's covariates are.</summary>
    public IReadOnlyList<ModelTerm> HeldWith(IReadOnlyList<ModelTerm> covariates) =>
        [.. covariates.Where(c => !IsOf(c)).Concat(Held).DistinctBy(t => t.Key).Where(t => Reported.All(r => r.Key != t.Key))];
}
