using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Statistics.Association;

namespace GanCmri.Reports.Association;

/// <summary>What a page of associations shows; web/src/associations/data.ts reads it.</summary>
internal sealed record AssociationPageData(long TableRows, double Level, IReadOnlyList<string> Notes, IReadOnlyList<AssociationPageTest> Tests, AssociationPageSample? Sample)
{
    // Of more tests the strongest are shown, and fewer rows of more columns are drawn, so that a page stays below 5 MB.
    private const int MostTests = 10_000, MostRows = 1500, MostCells = 120_000;

    /// <summary>The page of a study.</summary>
    /// <param name="study">Results.</param>
    /// <param name="options">Of the study; columns as the table spells them.</param>
    /// <param name="sample">Rows to draw; null: none.</param>
    public static AssociationPageData Of(AssociationTable study, AssociationOptions options, TableSample? sample)
    {
        var tests = study.Rows;
        string[] notes = [.. study.Notes];
        if (tests.Count > MostTests)
        {
            tests = [.. tests.OrderBy(r => double.IsFinite(r.Significance.Log10) ? r.Significance.Log10 : 1).Take(MostTests)];
            notes = [.. notes, string.Create(CultureInfo.InvariantCulture, $"the {MostTests} associations with the smallest p of {study.Rows.Count}; the table of results has all")];
        }

        return new AssociationPageData(study.TableRows, options.Level, notes, [.. tests.Select(AssociationPageTest.Of)], sample is null ? null : AssociationPageSample.Of(sample));
    }

    /// <summary>Rows to draw of a table.</summary>
    public static int RowsToDraw(AssociationOptions options) =>
        Math.Min(MostRows, MostCells / (options.Outcomes.Count + options.Exposures.Count + options.Covariates.Count));

    /// <summary>A number with as many digits as a page shows.</summary>
    internal static double Digits(double value) => double.IsFinite(value) ? double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;
}

/// <summary>One test of a page; NaN where there is none.</summary>
internal sealed record AssociationPageTest(string Phenotype, string Label, string Group, string Exposure, string Source, double Beta, double Lower, double Upper,
    double Effect, bool IsLog, double Log10p, double Q, long N, long Missing, string Note)
{
    public static AssociationPageTest Of(AssociationRow row) => new(
        row.Phenotype, PhenotypeNames.Find(row.Phenotype)?.Head ?? row.Phenotype, PhenotypeGroup.Of(row.Phenotype), row.Exposure, row.Source,
        AssociationPageData.Digits(row.Beta), AssociationPageData.Digits(row.Lower), AssociationPageData.Digits(row.Upper),
        AssociationPageData.Digits(row.IsLog ? row.Beta : row.BetaStandardised), row.IsLog, AssociationPageData.Digits(row.Significance.Log10), AssociationPageData.Digits(row.Q),
        row.Used, row.Missing, string.Join("; ", row.Notes));
}

/// <summary>Rows to draw.</summary>
internal sealed record AssociationPageSample(int Rows, long Total, IReadOnlyList<SampledColumn> Columns)
{
    public static AssociationPageSample Of(TableSample sample)
    {
        string[] sources = [.. sample.Sources.Distinct()];
        var marker = new SampledColumn("source", [.. sample.Sources.Select(s => (double)Array.IndexOf(sources, s))], sources);
        return new AssociationPageSample(sample.Sources.Count, sample.Of,
            [.. sample.Columns.Select(c => c with { Values = Array.ConvertAll(c.Values, AssociationPageData.Digits) }), .. sources is [""] ? [] : new[] { marker }]);
    }
}
