using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Statistics.Association;

namespace GanCmri.Reports.Association;

/// <summary>What a page of associations shows, names once and rows as lists, so that a page stays below 5 MB; web/src/associations/data.ts
/// reads it.</summary>
/// <param name="TableRows">Rows of the table studied.</param>
/// <param name="Method">What was fitted, and what was held constant; empty: not known.</param>
/// <param name="Notes">What holds for all tests.</param>
/// <param name="Phenotypes">Columns of outcomes.</param>
/// <param name="Labels">The same for people.</param>
/// <param name="Exposures">What is tested.</param>
/// <param name="Sources">real, synthetic or empty.</param>
/// <param name="Groups">Groups of phenotypes.</param>
/// <param name="Remarks">What holds for single tests.</param>
/// <param name="Rows">A test a row: phenotype, exposure, source, group (their places), beta, lower, upper, log10 p, q, rows used, whether
/// beta is a log, remark (of the study's notes none), what beta is multiplied by to be standardised, rows missing, q of the whole term,
/// rows of the level.</param>
/// <param name="Sample">Rows to draw; null: none.</param>
/// <param name="Level">Confidence level of the intervals.</param>
internal sealed record AssociationPageData(
    long TableRows,
    string Method,
    IReadOnlyList<string> Notes,
    IReadOnlyList<string> Phenotypes,
    IReadOnlyList<string> Labels,
    IReadOnlyList<string> Exposures,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> Groups,
    IReadOnlyList<string> Remarks,
    double[][] Rows,
    AssociationPageSample? Sample,
    double Level
)
{
    // At about 120 bytes a test and 8 a cell this keeps a page below 5 MB.
    private const int MostTests = 30_000,
        MostRows = 1500,
        MostCells = 120_000;

    /// <summary>The page of a study.</summary>
    public static AssociationPageData Of(AssociationTable study, TableSample? sample)
    {
        var tests =
            study.Rows.Count <= MostTests
                ? study.Rows
                : [.. study.Rows.OrderBy(r => double.IsNaN(r.Significance.Ln)).ThenBy(r => r.Significance.Ln).Take(MostTests)];
        string[] notes =
        [
            .. study.Notes,
            .. tests.Count < study.Rows.Count
                ? new[] { $"the {tests.Count} strongest of {study.Rows.Count} tests; all are in the CSV" }
                : [],
        ];
        Numbering phenotypes = new(),
            exposures = new(),
            sources = new(),
            groups = new(),
            remarks = new();
        // Groups in the order of the table.
        foreach (var row in study.Rows.Where(r => r.Group.Length > 0))
            groups.Of(row.Group);
        double[][] rows =
        [
            .. tests.Select(r =>
                new[]
                {
                    phenotypes.Of(r.Phenotype),
                    exposures.Of(r.Exposure),
                    sources.Of(r.Source),
                    groups.Of(r.Group.Length > 0 ? r.Group : PhenotypeGroup.Of(r.Phenotype)),
                    Digits(r.Beta),
                    Digits(r.Lower),
                    Digits(r.Upper),
                    Digits(r.Significance.Log10),
                    Digits(r.Q),
                    r.Used,
                    r.IsLog ? 1 : 0,
                    remarks.Of(string.Join("; ", r.Notes.Where(n => n.Length > 0 && !study.Notes.Contains(n)))),
                    Digits(r.Standardiser),
                    r.Missing,
                    Digits(r.JointQ),
                    r.LevelRows ?? double.NaN,
                }
            ),
        ];
        return new AssociationPageData(
            study.TableRows,
            AssociationMethod.Of(study),
            notes,
            phenotypes.Names,
            [.. phenotypes.Names.Select(p => PhenotypeColumn.Of(p)?.Head ?? p)],
            exposures.Names,
            sources.Names,
            groups.Names,
            remarks.Names,
            rows,
            sample is null ? null : AssociationPageSample.Of(sample),
            study.Level
        );
    }

    /// <summary>How many rows of a table to draw.</summary>
    public static int RowsToDraw(AssociationOptions options) =>
        Math.Min(MostRows, MostCells / (options.Outcomes.Count + options.Exposures.Count + options.Covariates.Count));

    /// <summary>A number with as many digits as a page shows.</summary>
    internal static double Digits(double value) =>
        double.IsFinite(value)
            ? double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : double.NaN;

    /// <summary>Names numbered in the order met.</summary>
    private sealed class Numbering
    {
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

        public List<string> Names { get; } = [];

        public int Of(string name)
        {
            if (_places.TryGetValue(name, out var place))
                return place;
            Names.Add(name);
            return _places[name] = Names.Count - 1;
        }
    }
}

/// <summary>Rows to draw.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Total">Of how many in the table.</param>
/// <param name="Columns">Their columns, and "source" where the table says which rows are real.</param>
internal sealed record AssociationPageSample(int Rows, long Total, IReadOnlyList<SampledColumn> Columns)
{
    public static AssociationPageSample Of(TableSample sample)
    {
        string[] sources = [.. sample.Sources.Distinct()];
        var marker = new SampledColumn("source", [.. sample.Sources.Select(s => (double)Array.IndexOf(sources, s))], sources);
        return new AssociationPageSample(
            sample.Sources.Count,
            sample.Total,
            [
                .. sample.Columns.Select(c => c with { Values = Array.ConvertAll(c.Values, AssociationPageData.Digits) }),
                .. sources is [""] ? [] : new[] { marker },
            ]
        );
    }
}
