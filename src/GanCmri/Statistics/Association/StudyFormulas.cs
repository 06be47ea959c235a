namespace GanCmri.Statistics.Association;

/// <summary>The formulas of a study, read against a table's header.</summary>
internal sealed record StudyFormulas(IReadOnlyList<Formula> Exposures, IReadOnlyList<FormulaTerm> Covariates, OffsetColumn? Offset)
{
    /// <summary>Columns of exposures and covariates.</summary>
    public IReadOnlyList<string> Columns { get; } =
    [.. Exposures.SelectMany(e => e.Columns).Concat(Covariates.SelectMany(t => t.Variables).Select(v => v.Column)).Distinct()];

    /// <summary>Whether all terms are columns as they stand, so that no row need be kept for them.</summary>
    public bool IsPlain =>
        Exposures.SelectMany(e => e.Reported.Concat(e.Held)).Concat(Covariates).All(t => t.Variables is [{ Knots.Count: 0 }]);

    /// <summary>Reads them.</summary>
    public static StudyFormulas Of(AssociationOptions options, IReadOnlyList<string> header)
    {
        string? Find(string name) => header.Contains(name) ? name : null;
        Formula Parse(string text) => Formula.Parse(text, Find);
        return new StudyFormulas(
            [.. options.Exposures.Distinct().Select(Parse)],
            [.. options.Covariates.Select(Parse).SelectMany(f => f.Held.Concat(f.Reported)).DistinctBy(t => t.Key)],
            options.Offset is null ? null : OffsetColumn.Parse(options.Offset, Find)
        );
    }
}
