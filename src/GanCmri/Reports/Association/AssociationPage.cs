using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GanCmri.Reports.Html;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Reports.Association;

/// <summary>
/// An association study as one page to explore: Manhattan, volcano and forest plots that tell what is under the pointer, a table to sort and filter. The script is plain and
/// lies in a file of its own, so that a server can send it apart; a written page has everything inside and fetches nothing.
/// </summary>
public static class AssociationPage
{
    // At about 100 bytes each this keeps a page below 5 MB.
    private const int MostRows = 30_000;

    /// <summary>The page's script.</summary>
    internal static string Script { get; } = Resource("page.js");

    /// <summary>The page's style, fonts inside.</summary>
    internal static string Style { get; } = HtmlStyle.Sheet + Resource("page.css");

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">Results.</param>
    /// <param name="title">The page's title.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Save(string path, AssociationTable table, string title) => AtomicFile.WriteText(path, Html(table, title));

    /// <summary>The page with everything inside; the only script that may run is its own.</summary>
    internal static string Html(AssociationTable table, string title)
    {
        var digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'">
            <title>{HtmlReport.Text(title)}</title>
            <style>
            {Style}</style>
            </head>
            <body>
            {Body(table, title)}
            <script>{Script}</script>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    /// <summary>What is in the page's body before its script: headings, controls, empty figures, and the results as data.</summary>
    internal static string Body(AssociationTable table, string title)
    {
        var rows = table.Rows.Count <= MostRows ? table.Rows
            : [.. table.Rows.OrderBy(r => double.IsNaN(r.Significance.Ln)).ThenBy(r => r.Significance.Ln).Take(MostRows)];
        string[] notes = [.. table.Notes, .. rows.Count < table.Rows.Count ? new[] { $"the {rows.Count} strongest of {table.Rows.Count} tests; all are in the CSV" } : []];
        return $"""
            <main class="association">
            <h1>{HtmlReport.Text(title)}</h1>
            <p class="summary">{table.TableRows} rows, {table.Rows.Count} associations. Point at a mark for its numbers; type to filter everything.</p>
            {string.Concat(notes.Select(n => $"<p class=\"summary\">{HtmlReport.Text(n)}</p>\n"))}
            <div class="controls">
            <label>Filter <input type="search" id="text" placeholder="phenotype, exposure, group" autocomplete="off"></label>
            <label>Source <select id="source"></select></label>
            <label>Group <select id="group"></select></label>
            <label class="check"><input type="checkbox" id="found"> q ≤ 0.05 only</label>
            <span id="count" role="status"></span>
            </div>
            <div class="legend" id="legend"></div>
            <div class="figures">
            <figure><canvas id="manhattan" role="img" aria-label="Manhattan plot; the table below has the numbers"></canvas><figcaption>Evidence of every test.</figcaption></figure>
            <figure><canvas id="volcano" role="img" aria-label="Volcano plot; the table below has the numbers"></canvas><figcaption>Evidence against effect.</figcaption></figure>
            </div>
            <figure><canvas id="forest" role="img" aria-label="Forest plot; the table below has the numbers"></canvas><figcaption>The 30 strongest effects shown, with intervals.</figcaption></figure>
            <div class="scroll"><table id="table"></table></div>
            <button type="button" id="more" hidden>Show more</button>
            <div id="tip" role="tooltip" hidden></div>
            </main>
            <script type="application/json" id="association-data">{Data(table, rows)}</script>
            """;
    }

    private static string Data(AssociationTable table, IReadOnlyList<AssociationRow> rows)
    {
        Numbering phenotypes = new(), exposures = new(), sources = new(), groups = new(), notes = new();
        // Groups in the order of the table, rows of none last.
        foreach (var group in table.Rows.Select(r => r.Group).Where(g => g.Length > 0)) groups.Of(group);
        object?[][] values =
        [
            .. rows.Select(r => new object?[]
            {
                phenotypes.Of(r.Phenotype), exposures.Of(r.Exposure), sources.Of(r.Source), groups.Of(r.Group), Short(r.Beta), Short(r.Lower), Short(r.Upper),
                Short(r.Significance.Log10), Short(r.Q), r.Used, r.IsLog ? 1 : 0, notes.Of(string.Join("; ", r.Notes)),
            }),
        ];
        return JsonSerializer.Serialize(new
        {
            tests = Math.Max(1, table.Rows.Count(r => !double.IsNaN(r.Significance.Ln))),
            phenotypes = phenotypes.Names,
            exposures = exposures.Names,
            sources = sources.Names,
            groups = groups.Names,
            notes = notes.Names,
            rows = values,
        });
    }

    // Six digits are more than a page shows.
    private static object? Short(double v) => double.IsFinite(v) ? double.Parse(v.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture) : null;

    private static string Resource(string name)
    {
        using var stream = typeof(AssociationPage).Assembly.GetManifestResourceStream("GanCmri.Reports.Association." + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Names numbered in the order met.</summary>
    private sealed class Numbering
    {
        private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

        public List<string> Names { get; } = [];

        public int Of(string name)
        {
            if (_places.TryGetValue(name, out var place)) return place;
            Names.Add(name);
            return _places[name] = Names.Count - 1;
        }
    }
}
