using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>Where the columns of a study are in the table read.</summary>
internal sealed record StudyColumns(
    IReadOnlyList<TableColumn> Table, int[] Outcomes, int[] Exposures, int[] Covariates, int? Cluster, int? Marker)
{
    /// <summary>Checks options before anything is read.</summary>
    public static void Check(AssociationOptions options)
    {
        if (options.Outcomes.Count == 0) throw new InputException("outcomes", "at least one column", "none", "name the phenotypes");
        if (options.Exposures.Count == 0) throw new InputException("exposures", "at least one column", "none", "name the exposures");
        var named = options.Outcomes.Concat(options.Exposures).Concat(options.Covariates).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (options.Categorical.Concat(options.Numeric).FirstOrDefault(c => !named.Contains(c)) is { } stray)
            throw new InputException("categorical and numeric", "columns that are phenotype, exposure or covariate", $"'{stray}', which is none", "correct the name");
        if (options.Categorical.Intersect(options.Numeric, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } both)
            throw new InputException($"column '{both}'", "categorical or numeric", "both", "drop one of the two");
        if (options.Cases.Count > 0 && options.Family == AssociationFamily.Linear)
            throw new InputException("case", "a logistic or Firth family", "linear", "give --family logistic or drop it");
        if (options.Family == AssociationFamily.Firth && options.Cluster is not null)
            throw new InputException("cluster", "a linear or logistic family", "Firth's, whose likelihood takes rows for independent", "give --family logistic or drop --cluster");
        if (options.InverseNormal && options.Family != AssociationFamily.Linear)
            throw new InputException("inverse normal", "a linear family", "another", "drop one of the two");
        if (!(options.Level is > 0 and < 1))
            throw new InputException("level", "a confidence level between 0 and 1", $"{options.Level}", "give e.g. 0.95");
    }

    /// <summary>Opens the table with all columns the study needs.</summary>
    public static TableReader Open(string path, AssociationOptions options)
    {
        string[] cluster = options.Cluster is null ? [] : [options.Cluster];
        var text = options.Categorical.Concat(cluster).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var numbers = options.Numeric.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return TableReader.Open(path, header =>
        {
            string[] marker = RowSource.MarkerIn(header) is { } m ? [m] : [];
            return [.. options.Outcomes, .. options.Exposures, .. options.Covariates, .. cluster, .. marker];
        }, name => numbers.Contains(name) ? ColumnKind.Number : text.Contains(name) || RowSource.IsMarker(name) ? ColumnKind.Text : ColumnKind.Unknown, new MissingMarks(options.Missing));
    }

    /// <summary>Finds the columns in an open table.</summary>
    public static StudyColumns In(TableReader reader, AssociationOptions options)
    {
        string[] names = [.. reader.Columns.Select(c => c.Name)];
        int[] Places(IEnumerable<string> wanted) => [.. wanted.Distinct().Select(n => Array.IndexOf(names, n))];
        var marker = RowSource.MarkerIn(names);
        return new StudyColumns(
            reader.Columns, Places(options.Outcomes), Places(options.Exposures), Places(options.Covariates),
            options.Cluster is null ? null : Array.IndexOf(names, options.Cluster), marker is null ? null : Array.IndexOf(names, marker));
    }

    /// <summary>Why a pair cannot be tested whatever the data; null when it can.</summary>
    public string? Objection(int outcome, int exposure, AssociationFamily family) =>
        outcome == exposure ? "the exposure is the phenotype itself"
        : Covariates.Contains(outcome) ? "the phenotype is also a covariate"
        : Covariates.Contains(exposure) ? "the exposure is also a covariate"
        : family == AssociationFamily.Linear && Table[outcome].IsText ? "the phenotype is text; a linear model needs numbers"
        : null;
}
