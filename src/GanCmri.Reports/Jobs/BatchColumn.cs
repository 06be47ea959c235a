using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Reports.Html;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>A column of the table of jobs in a batch's index.</summary>
/// <param name="Group">What stands above it and its neighbours of the same group; empty: nothing.</param>
/// <param name="Head">Its head.</param>
/// <param name="Cell">A job's cell as HTML.</param>
internal sealed record BatchColumn(string Group, string Head, Func<FinishedJob, string> Cell)
{
    private const string NoText = "<td></td>",
        NoNumber = "<td class=\"n\" data-v=\"\">–</td>";

    /// <summary>Whether a job has nothing to say there.</summary>
    public bool IsEmpty(FinishedJob finished) => Cell(finished) is NoText or NoNumber;

    /// <summary>All columns in their order.</summary>
    /// <param name="picture">A job's picture as HTML; null where it has none.</param>
    public static IEnumerable<BatchColumn> All(Func<FinishedJob, string?> picture) =>
        [
            new("", "End-diastole", f => picture(f) is { } image ? $"<td data-v=\"\">{image}</td>" : NoText),
            new("", "Job", f => Of(f.Job.Name)),
            new("", "Line", f => Of(f.Job.Line)),
            new("", "Source", f => Of(BatchTables.Source(f))),
            new("", "Slice", f => Slice(f.Result.Slice)),
            new("", "Trajectory", f => Of(BatchTables.Motion(f))),
            new("", "Frames", f => Of(f.Result.Frames)),
            .. SteeredPhenotype.All.SelectMany(Steered),
            Fac("Real", f => f.Result.Real?.FacPercent),
            Fac("Reconstruction (or seed)", f => f.Result.Start.FacPercent),
            Fac("Guided", f => f.Result.Guided?.FacPercent),
            Likeness("SSIM", f => f.Result.Error?.Ssim),
            Likeness("MSE", f => f.Result.Error?.Mse),
            Likeness("PSNR (dB)", f => f.Result.Error?.PsnrDb),
            new("", "Files", f => $"<td>{string.Join(' ', JobFiles.Of(f.Job.Outputs).Select(name => Link(f, name)))}</td>"),
            new("", "Note", f => Of(string.Join("; ", f.Result.Notes))),
        ];

    /// <summary>A cell with a number.</summary>
    public static string Of(double? number, bool signed = false) =>
        number is { } value && double.IsFinite(value)
            ? $"<td class=\"n\" data-v=\"{value.ToString("R", CultureInfo.InvariantCulture)}\">"
                + $"{(signed ? Figures.Signed(value) : Figures.Short(value))}</td>"
            : NoNumber;

    /// <summary>A cell with a count.</summary>
    public static string Of(long count) => $"<td class=\"n\">{count.ToString(CultureInfo.InvariantCulture)}</td>";

    /// <summary>A cell with text.</summary>
    public static string Of(string text) => $"<td>{HtmlReport.Text(text)}</td>";

    private static BatchColumn Fac(string head, Func<FinishedJob, double?> value) =>
        new(PhenotypeRegistry.LvFac.Head, head, f => Of(value(f)));

    private static BatchColumn Likeness(string head, Func<FinishedJob, double?> value) =>
        new("Reconstruction's likeness", head, f => Of(value(f)));

    private static string Link(FinishedJob finished, string file) => $"<a href=\"jobs/{finished.Job.Name}/{file}\">{file}</a>";

    private static string Slice(JobSlice? slice) =>
        slice is null
            ? NoText
            : $"<td class=\"why\" data-v=\"{slice.Number}\">{slice.Number} (from 0, of {slice.Slices}): "
                + $"{HtmlReport.Text(slice.Reason)}</td>";

    private static IEnumerable<BatchColumn> Steered(SteeredPhenotype phenotype)
    {
        var p = phenotype.Phenotype;
        BatchColumn Number(string head, Func<JobResult, double?> value, bool signed = false) =>
            new(p.HeadAt("at end-diastole"), head, f => Of(value(f.Result), signed));
        double? Start(JobResult r) => r.Start.AtEndDiastole[p.Name];
        double? Guided(JobResult r) => r.Guided?.AtEndDiastole[p.Name];
        yield return Number("Real", r => r.Error?.Real[p.Name]);
        yield return Number("Reconstruction (or seed)", Start);
        yield return Number("Its error in the real ED frame", r => r.Error?.Of(p), signed: true);
        if (phenotype.IsRelative)
            yield return Number("Its error in the real ED frame (%)", r => r.Error?.PercentOf(p), signed: true);
        yield return new(p.HeadAt("at end-diastole"), "Asked", f => Of(f.Result.Of(phenotype)?.Requested ?? ""));
        yield return Number("Asked change", r => r.Of(phenotype)?.Target - Start(r), signed: true);
        yield return Number("Guided", Guided);
        yield return Number("Guided change", r => Guided(r) - Start(r), signed: true);
        yield return Number("Judged", r => r.Of(phenotype)?.Judged);
        yield return Number("Judged change", r => r.Of(phenotype)?.Judged - r.Of(phenotype)?.JudgedBefore, signed: true);
    }
}
