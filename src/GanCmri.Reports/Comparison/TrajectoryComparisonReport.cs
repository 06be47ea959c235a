using System.Globalization;
using GanCmri.Evaluation;
using GanCmri.Formats.Tables;
using GanCmri.Reports.Html;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Studies;
using GanCmri.Studies.Comparison;

namespace GanCmri.Reports.Comparison;

/// <summary>Writes a comparison of trajectories: distances.csv, curves.csv, errors.csv and report.html.</summary>
public static class TrajectoryComparisonReport
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["real"] = "real",
        ["reconstruction"] = "reconstruction",
        ["ed-to-es"] = "ED-to-ES",
        ["frame-to-frame"] = "frame-to-frame",
        ["frame-to-frame, pca"] = "frame-to-frame, PCA-corrected",
        ["periodic"] = "periodic",
        ["ed-to-es, own"] = "to the heart's own ES",
        ["periodic, own"] = "periodic through its own ES",
    };

    /// <summary>Writes all files.</summary>
    /// <param name="folder">Made if missing.</param>
    /// <param name="result">The comparison.</param>
    /// <param name="restored">Dropped frames that were restored.</param>
    public static void Write(string folder, TrajectoryComparisonResult result, IReadOnlyList<RestoredFrame> restored)
    {
        Directory.CreateDirectory(folder);
        DistanceTable.Write(Path.Combine(folder, "distances.csv"), result.Distances);
        var made = result.Sets.Skip(1).ToArray();
        new TableWriter<ErrorRow>()
            .Text("set", r => r.Set)
            .Text("patient", r => r.Error.Subject)
            .Count("cine", r => r.Cine)
            .Number("area_rmse_percent_of_eda", r => r.Error.RmsePercent)
            .Number("fac_error_points", r => r.Error.FacError)
            .Number("time_to_es_error_percent_of_cycle", r => r.Error.TimeToEsError)
            .Save(Path.Combine(folder, "errors.csv"), made.SelectMany(s => result.Errors(s).Select((e, i) => new ErrorRow(s.Name, i, e))));
        new TableWriter<AreaRow>()
            .Text("set", r => r.Set)
            .Text("patient", r => r.Subject)
            .Count("cine", r => r.Cine)
            .Count("frame", r => r.Frame)
            .Number("area_share_of_ed", r => r.Area)
            .Save(
                Path.Combine(folder, "curves.csv"),
                result.Sets.SelectMany(s =>
                    s.Cines.SelectMany((c, i) => c.RelativeArea.Select((a, t) => new AreaRow(s.Name, c.Subject, i, t, a)))
                )
            );
        new TableWriter<RestoredFrame>()
            .Text("method", r => r.Method)
            .Text("patient", r => r.Subject)
            .Count("cine", r => r.Cine)
            .Count("frame", r => r.Frame)
            .Number("ssim", r => r.Ssim)
            .Number("moving_tissue_rmse", r => r.MovingRmse)
            .Save(Path.Combine(folder, "restored.csv"), restored);
        Build(result, restored).Save(Path.Combine(folder, "report.html"));
    }

    private static HtmlReport Build(TrajectoryComparisonResult result, IReadOnlyList<RestoredFrame> restored)
    {
        var (cines, patients) = (result.Sets[0].Cines.Count, result.Sets[0].Cines.Select(c => c.Subject).Distinct().Count());
        var report = new HtmlReport(
            "Trajectories against real cines",
            $"{cines} real cines of {patients} patients. Each patient was held out in turn: trajectories were fitted to the other "
                + "patients and set off from the held-out patient's end-diastolic latent."
        )
        {
            Banner = "Synthetic images made by a generative network. Not for diagnosis.",
            Footer = $"GanCmri {CodeIdentity.Version}",
        };
        var motion = report.Section("LV area over the cycle");
        motion.Figure(
            Charts.Phase(
                [
                    .. Comparable(result)
                        .Select(s => new CurveGroup(
                            Names[s.Name],
                            [.. s.Cines.Select(c => (IReadOnlyList<double>)[.. c.RelativeArea.Select(a => 100 * a)])]
                        )),
                ],
                "LV area (% of end-diastole)",
                $"n = {cines} cines of {patients} patients"
            ),
            "Measured LV area: median and middle half of the cines."
        );
        motion.Table(
            Errors(result),
            $"Mean error against the same patient's real cine with 95 % intervals over {patients} patients: few, so the intervals are "
                + "rough. Reconstruction: the real frames' own latents, what no trajectory can beat by much. Less ED-to-ES's: paired "
                + "over the same cines; below 0 is better. Own ES: the held-out heart's end-systolic frame is given as well as "
                + "the end-diastolic one."
        );
        var distance = report.Section("Distances of clips");
        distance.Paragraph(
            $"Fréchet distance of 16-frame clips in the features of the {SegmenterFeatures.Name}; not the published FVD, whose "
                + "features are another network's. On the diagonal random halves of a set's patients: what different people make; all "
                + "other cells compare the same people."
        );
        distance.Table(Matrix(result), "Every set against every other, 95 % interval over patients, drawn for both sets together.");
        if (restored.Count == 0)
            return report;
        report
            .Section("Dropped frames restored")
            .Table(
                Restored(restored),
                "Every second frame was dropped and restored from the others: mean with 95 % interval over patients. Pixels: a line "
                    + "between both neighbours, or a cubic through four. Detail: what the generator does not show of the neighbours is "
                    + "added. Less error than pixels: the mean over frames of the linear floor's RMSE less the method's. Moving "
                    + "tissue: the tenth of the pixels whose variance over the cine is largest."
            );
        return report;
    }

    // Plots and curves need cines of one length.
    private static IEnumerable<MovingSet> Comparable(TrajectoryComparisonResult result)
    {
        var length = result.Sets[0].Cines.GroupBy(c => c.Frames.Count).MaxBy(g => g.Count())!.Key;
        return result
            .Sets.Where(s => s.Name is not ("frame-to-frame, pca" or "ed-to-es, own"))
            .Select(s => s with { Cines = [.. s.Cines.Where(c => c.Frames.Count == length)] });
    }

    private static HtmlTable Errors(TrajectoryComparisonResult result)
    {
        var table = new HtmlTable(
            new HtmlColumn("Cines", IsNumber: false),
            new HtmlColumn("Area RMSE (% of EDA)"),
            new HtmlColumn("minus that of ED-to-ES"),
            new HtmlColumn("FAC, made minus real (percentage points)"),
            new HtmlColumn("the same without sign"),
            new HtmlColumn("|time to ES error| (% of cycle)")
        );
        var line = result.Sets.First(s => s.Name == "ed-to-es");
        foreach (var set in result.Sets.Skip(1))
        {
            table.Row(
                Names[set.Name],
                Text(result.Mean(set, e => e.RmsePercent)),
                set == line ? "" : Text(result.Difference(set, line, e => e.RmsePercent)),
                Text(result.Mean(set, e => e.FacError)),
                Text(result.Mean(set, e => Math.Abs(e.FacError))),
                Text(result.Mean(set, e => Math.Abs(e.TimeToEsError)))
            );
        }

        return table;
    }

    private static HtmlTable Matrix(TrajectoryComparisonResult result)
    {
        var table = new HtmlTable([new HtmlColumn("", IsNumber: false), .. result.Sets.Select(s => new HtmlColumn(Names[s.Name]))]);
        foreach (var a in result.Sets)
            table.Row([
                Names[a.Name],
                .. result.Sets.Select(b => result.Distance(a, b)).Select(d => Text(d.Value, d.Lower, d.Upper, "f3")),
            ]);
        return table;
    }

    private static HtmlTable Restored(IReadOnlyList<RestoredFrame> restored)
    {
        var table = new HtmlTable(
            new HtmlColumn("Method", IsNumber: false),
            new HtmlColumn("Frames"),
            new HtmlColumn("SSIM"),
            new HtmlColumn("RMSE of moving tissue"),
            new HtmlColumn("Less than pixels")
        );
        var floor = restored.Where(r => r.Method == "pixels").ToDictionary(r => (r.Cine, r.Frame), r => r.MovingRmse);
        foreach (var method in restored.GroupBy(r => r.Method))
        {
            RestoredFrame[] frames = [.. method];
            string Mean(Func<RestoredFrame, double> value)
            {
                var v = PatientMean.Of(frames.Select(f => new PatientValue(f.Subject, value(f))));
                return Text(v.Estimate, v.Lower, v.Upper, "f4");
            }

            table.Row(
                method.Key,
                frames.Length.ToString(CultureInfo.InvariantCulture),
                Mean(f => f.Ssim),
                Mean(f => f.MovingRmse),
                Mean(f => floor[(f.Cine, f.Frame)] - f.MovingRmse)
            );
        }

        return table;
    }

    private static string Text(BootstrapInterval v) => Text(v.Estimate, v.Lower, v.Upper, "f1");

    // No interval where none was asked for, or where a single patient has values.
    private static string Text(double value, double lower, double upper, string format)
    {
        string Number(double v) => v.ToString(format, CultureInfo.InvariantCulture);
        return double.IsNaN(lower) ? Number(value) : $"{Number(value)} ({Number(lower)} to {Number(upper)})";
    }

    private sealed record ErrorRow(string Set, int Cine, CurveError Error);

    private sealed record AreaRow(string Set, string Subject, int Cine, int Frame, double Area);
}
