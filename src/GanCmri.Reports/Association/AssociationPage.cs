using GanCmri.Reports.Html;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Reports.Association;

/// <summary>
/// An association study as one page to explore: Manhattan, volcano and forest plots that tell what is under the pointer, a table to sort
/// and filter, and behind each test the rows it stands on. gancmri studio shows the same; a written page has everything inside and fetches
/// nothing.
/// </summary>
public static class AssociationPage
{
    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">Results.</param>
    /// <param name="title">The page's title.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Save(string path, AssociationTable table, string title) => Save(path, table, title, null);

    /// <summary>The same with rows behind each test: values of the columns studied, of at most 1,500 rows, and no other columns.</summary>
    internal static void Save(string path, AssociationTable table, string title, TableSample? rows) =>
        Report(table, title, rows).Save(path);

    /// <summary>Rows to draw of the table studied.</summary>
    /// <param name="tables">The tables of the study.</param>
    /// <param name="options">Of the study; columns as the table spells them.</param>
    /// <param name="cancel">Stops between blocks.</param>
    internal static TableSample Rows(IReadOnlyList<string> tables, AssociationOptions options, CancellationToken cancel = default) =>
        TableSample.Read(tables, options, AssociationPageData.RowsToDraw(options), cancel);

    /// <summary>The page with everything inside; the only script that may run is its own.</summary>
    internal static string Html(AssociationTable table, string title, TableSample? rows = null) => Report(table, title, rows).ToHtml();

    private static HtmlReport Report(AssociationTable table, string title, TableSample? rows)
    {
        var synthetic = table.Rows.Any(r => r.Source == RowSource.Synthetic);
        var report = new HtmlReport(title, FormattableString.Invariant($"{table.TableRows} rows, {table.Rows.Count} associations."))
        {
            Banner = synthetic ? "With synthetic rows: their associations restate the generator." : null,
        };
        report
            .Section("Results")
            .View(
                "associations",
                AssociationPageData.Of(table, rows),
                "The plots and the table need JavaScript; the results' CSV has the same numbers."
            );
        return report;
    }
}
