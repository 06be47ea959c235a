using System.Globalization;
using System.Text;
using GanCmri.Reports.Html;
using GanCmri.Runtime;

namespace GanCmri.Reports.Jobs;

/// <summary>
/// index.html of a batch: one file with style, font, thumbnails and a short script that sorts the table; links lead to the jobs' own files.
/// Written job by job, so that memory does not grow with the thumbnails.
/// </summary>
internal sealed class BatchIndex(BatchResult batch, ReportModels models, Func<string, string> place)
{
    private static readonly string Style = """
        main { max-width: 132rem; }
        th button { all: unset; cursor: pointer; font-weight: 600; }
        th button:focus-visible { outline: 2px solid var(--accent); }
        th[aria-sort=ascending] button::after { content: " ▲"; }
        th[aria-sort=descending] button::after { content: " ▼"; }
        td img { max-width: none; border-radius: 3px; }
        th[colspan] { text-align: center; border-bottom: none; border-left: 1px solid var(--line); max-width: none; }
        td.why { min-width: 12rem; }
        @media (max-width: 75rem) { td img { max-width: 7rem; } }

        """.ReplaceLineEndings("\n"); // its hash must fit however the source was checked out

    private static readonly string Script = """
        for (const button of document.querySelectorAll("th button")) button.addEventListener("click", () => {
          const head = button.closest("th"), body = head.closest("table").tBodies[0], column = head.cellIndex;
          const down = head.getAttribute("aria-sort") === "ascending";
          for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
          head.setAttribute("aria-sort", down ? "descending" : "ascending");
          const key = row => row.cells[column].dataset.v ?? row.cells[column].textContent;
          const compare = (a, b) => a === "" || b === "" ? (a === "") - (b === "")
            : (down ? -1 : 1) * (isNaN(a) || isNaN(b) ? a.localeCompare(b, "en", { numeric: true }) : a - b);
          body.append(...[...body.rows].sort((a, b) => compare(key(a), key(b))));
        });
        """.ReplaceLineEndings("\n");

    /// <summary>What may run in the page, and what it may look like.</summary>
    public static string Policy { get; } = HtmlScript.PolicyOf(Script, HtmlScript.Style + Style);

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Save(string path) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                using var page = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
                Head(page);
                Jobs(page);
                Problems(page);
                Methods(page);
                page.Write($"</main>\n<script>{Script}</script>\n</body>\n</html>\n");
            }
        );

    private static string Text(string text) => HtmlReport.Text(text);

    private static string Heads(string[] heads, bool sortable) =>
        "<thead><tr>"
        + string.Concat(heads.Select(h => $"<th scope=\"col\">{(sortable ? $"<button type=\"button\">{Text(h)}</button>" : Text(h))}</th>"))
        + "</tr></thead>\n<tbody>\n";

    private void Head(StreamWriter page)
    {
        var title = $"Batch report: {batch.Finished.Count} {(batch.Finished.Count == 1 ? "job" : "jobs")} of {batch.FileName}";
        page.Write(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                + "content=\"width=device-width, initial-scale=1\">\n"
        );
        page.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n");
        page.Write(
            $"<title>{Text(title)}</title>\n<style>{HtmlScript.Style}{Style}</style>\n</head>\n<body>\n<div class=\"banner\" "
                + $"role=\"note\">{Text(JobPage.Banner)}</div>\n<main>\n"
        );
        page.Write(
            $"<header><h1>{Text(title)}</h1>\n<p class=\"summary\">{batch.Finished.Count} of "
                + $"{batch.Finished.Count + batch.Problems.Count} rows gave a result."
        );
        page.Write(
            " Real: as scanned. Reconstruction: the generator's nearest image of it. Guided: the reconstruction, or the synthetic "
                + "heart of a seed, changed as asked. A change smaller than the reconstruction's own error says little."
        );
        page.Write(" All areas by one segmentation network. The same numbers and more: results.csv.</p></header>\n");
    }

    private void Jobs(StreamWriter page)
    {
        page.Write(
            "<section><h2>Jobs</h2>\n<p>A click on a column's head sorts. Judged: what another network sees of the guided heart under "
                + "fresh noise, and the change from what it sees of the heart as it was.</p>\n"
                + "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n"
        );
        BatchColumn[] columns = [.. BatchColumn.All(Picture).Where(c => batch.Finished.Any(f => !c.IsEmpty(f)))];
        page.Write(Groups(columns) + Heads([.. columns.Select(c => c.Head)], sortable: true));
        foreach (var finished in batch.Finished)
            page.Write($"<tr>{string.Concat(columns.Select(c => c.Cell(finished)))}</tr>\n");
        page.Write($"</tbody></table></div>\n<p>{Text(Moments)}</p></section>\n");
    }

    /// <summary>Which frames the numbers of the table are of.</summary>
    internal const string Moments =
        "At end-diastole, Real, Reconstruction (or seed), Guided and Judged are each of that cine's own frame of largest LV area, and "
        + "changes are counted from the reconstruction's (or seed's); the reconstruction's error is of both cines in the real one's "
        + "end-diastolic frame, so that Real and error need not add up to Reconstruction. Likeness is the mean over all frames.";

    private static string Groups(BatchColumn[] columns)
    {
        var heads = new StringBuilder("<thead><tr>");
        for (var (first, next) = (0, 0); first < columns.Length; first = next)
        {
            for (next = first + 1; next < columns.Length && columns[next].Group == columns[first].Group; next++) { }
            var width = (next - first).ToString(CultureInfo.InvariantCulture);
            heads.Append(
                columns[first].Group.Length > 0
                    ? $"<th scope=\"colgroup\" colspan=\"{width}\">{Text(columns[first].Group)}</th>"
                    : string.Concat(Enumerable.Repeat("<td></td>", next - first))
            );
        }

        return heads.Append("</tr></thead>\n").ToString();
    }

    private string? Picture(FinishedJob finished) =>
        JobFiles.Of(finished.Job.Outputs).Contains(JobFiles.Thumbnail)
            ? $"<img alt=\"End-diastole of job {Text(finished.Job.Name)}, cine by cine\" src=\"data:image/png;base64,"
                + $"{Convert.ToBase64String(File.ReadAllBytes(Path.Combine(place(finished.Job.Name), JobFiles.Thumbnail)))}\">"
            : null;

    private void Problems(StreamWriter page)
    {
        if (batch.Problems.Count == 0)
            return;
        page.Write(
            "<section><h2>Rows without a result</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n"
                + Heads(["Line", "Column", "Expected", "Found", "What to do"], sortable: true)
        );
        foreach (var p in batch.Problems)
            page.Write(
                $"<tr>{BatchColumn.Of(p.Line)}{BatchColumn.Of(p.Column)}{BatchColumn.Of(p.Expected)}{BatchColumn.Of(p.Found)}"
                    + $"{BatchColumn.Of(p.Remedy)}</tr>\n"
            );
        page.Write("</tbody></table></div></section>\n");
    }

    private void Methods(StreamWriter page)
    {
        page.Write("<section><h2>Methods and limits</h2>\n");
        page.Write(
            "<p>Real cines: of the slices with a certain cavity at end-diastole the middle third, of these the one of the largest "
                + "area, unless another was asked for, cropped around the left ventricle; each frame's latent by the encoder and "
                + "gradient descent in W. Synthetic hearts: the seed's latent, moved to end-diastole. A heart is steered along its "
                + "own gradients of LV area and sphericity index at end-diastole; the one that is not asked for is held there, and the "
                + "rest of the beat follows the motion, so that FAC may change. The segmenter that measures also steers, so a target "
                + "that is met says that the steering converged, not that the anatomy is right.</p>\n"
        );
        page.Write(
            "<p>LV area is the sum of the cavity's probabilities in mm²; LVEDA and LVESA are the largest and the smallest of a cine, "
                + "FAC is their difference as a share of LVEDA. One slice cannot give volumes or an ejection fraction.</p>\n"
        );
        page.Write(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n<caption>Models used.</caption>\n"
                + Heads(["File", "Bytes", "SHA-256"], sortable: false)
        );
        foreach (var file in models.Files)
            page.Write($"<tr>{BatchColumn.Of(file.Name)}{BatchColumn.Of(file.Bytes)}{BatchColumn.Of(file.Sha256)}</tr>\n");
        page.Write(
            $"</tbody></table></div>\n<p>GanCmri {Text(CodeIdentity.Version)}, {CodeIdentity.ModuleVersionId}; device "
                + $"{Text(models.Hearts.Device.ToString())}.</p></section>\n"
        );
    }
}
