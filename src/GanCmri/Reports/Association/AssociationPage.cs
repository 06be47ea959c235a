using GanCmri.Reports.Html;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Reports.Association;

/// <summary>An association study as one offline page: Manhattan, volcano and forest plots, a table to sort and filter, and what each test stands on.</summary>
public static class AssociationPage
{
    /// <summary>Writes the page; it holds values of single rows (numbers and categories of the columns studied, at most 1,500 rows), no identifiers.</summary>
    /// <param name="path">File to write, .html.</param>
    /// <param name="study">Results.</param>
    /// <param name="options">Of the study; columns as the table spells them.</param>
    /// <param name="table">The table studied, whose rows are drawn.</param>
    /// <param name="cancel">Stops the reading of it.</param>
    /// <exception cref="InputException">The table cannot be read, or the page cannot be written.</exception>
    public static void Save(string path, AssociationTable study, AssociationOptions options, string table, CancellationToken cancel = default) =>
        Of(study, options, table, cancel).Save(path);

    /// <summary>What the page shows.</summary>
    internal static AssociationPageData Data(AssociationTable study, AssociationOptions options, string table, CancellationToken cancel) =>
        AssociationPageData.Of(study, options, TableSample.Read(table, options, AssociationPageData.RowsToDraw(options), cancel));

    internal static HtmlReport Of(AssociationTable study, AssociationOptions options, string table, CancellationToken cancel)
    {
        var synthetic = study.Rows.Any(r => r.Source == "synthetic");
        var report = new HtmlReport("Associations", $"{options.Outcomes.Count} phenotypes against {options.Exposures.Count} exposures"
            + (options.Covariates.Count == 0 ? "." : $", {string.Join(", ", options.Covariates)} held constant."))
        {
            Banner = synthetic ? "With synthetic rows: their associations restate the generator." : null,
        };
        report.Section("Results").View("associations", Data(study, options, table, cancel), "The plots and the table need JavaScript; results.csv has the same numbers.");
        return report;
    }
}
