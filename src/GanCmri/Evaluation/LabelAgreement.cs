using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Statistics;

namespace GanCmri.Evaluation;

/// <summary>Compares outlines with the label maps or masks that came with the frames, while they are measured.</summary>
internal sealed class LabelAgreement
{
    private readonly List<LabelledOutline> _rows;

    /// <summary>Compares from here on.</summary>
    public LabelAgreement() => _rows = [];

    /// <summary>Of frames that were compared before, in their order.</summary>
    public LabelAgreement(IEnumerable<LabelledOutline> outlines) => _rows = [.. outlines];

    /// <summary>The frames that were compared.</summary>
    public IReadOnlyList<LabelledOutline> Outlines => _rows;

    /// <summary>Frames that came with a label.</summary>
    public int Frames => _rows.Count;

    /// <summary>Compares one frame; nothing happens where it has no label.</summary>
    /// <param name="series">Its cine.</param>
    /// <param name="index">Its place there, from 0.</param>
    /// <param name="outline">What was found, the frame's size.</param>
    public void Add(CineSeries series, int index, Segmentation outline)
    {
        var frame = series.Frames[index];
        if (frame.LvCavity is not { } label)
            return;
        _rows.Add(
            new LabelledOutline(
                series.Subject,
                series.Slice,
                series.Name,
                frame.Name,
                frame.Number ?? index,
                frame.Phase,
                MaskAgreement.Of(outline.Cavity, label),
                outline.CavityProbability.Pixels.Sum(p => (double)p),
                series.Spacing?.AreaMm2 ?? double.NaN,
                series.Study
            )
        );
    }

    /// <summary>One row a frame: Dice and area by the segmenter less that of the label. Dice is empty where both are empty; 0 where one
    /// is.</summary>
    public void Write(string path)
    {
        var table = new TableWriter<LabelledOutline>()
            .Text("subject", r => r.Subject)
            .Count("slice", r => r.Slice)
            .Text("series", r => r.Series)
            .Text("frame", r => r.Frame)
            .Count("frame_number", r => r.Number)
            .Text("phase", r => r.Phase);
        void Number(string head, Func<LabelledOutline, double> value) => table.Measured(head, value);
        Number("dice", r => r.IsEmpty ? double.NaN : r.Cavity.Dice);
        Number("hausdorff_px", r => r.Cavity.HausdorffPx);
        Number(PhenotypeRegistry.LvAreaPx.Name, r => r.AreaPx);
        Number("label_lv_area_px", r => r.Cavity.ReferenceAreaPx);
        Number("area_error_px", r => r.ErrorPx);
        Number("area_error_mm2", r => r.ErrorPx * r.PixelMm2);
        Number("area_error_percent", r => 100 * r.ErrorPx / r.Cavity.ReferenceAreaPx);
        table.Text("study", r => r.Study).Save(path, _rows);
    }

    /// <summary>What the table comes to, in lines for the screen: of all frames, then of those at end-diastole and at end-systole
    /// (<see cref="LabelPhase"/>). Areas are in mm² as far as pixel sizes are known, else in px.</summary>
    public IEnumerable<string> Summary()
    {
        LabelledOutline[] outlined = [.. _rows.Where(r => r.Cavity.ReferenceAreaPx > 0)];
        if (outlined.Length > 0)
        {
            yield return $"labels: {outlined.Length} frames with a labelled cavity, {Dice(outlined)}";
            yield return $"labels: {Areas(outlined)}";
        }

        foreach (var phase in Phases().Where(g => g.Key is "ED" or "ES").OrderBy(g => g.Key, StringComparer.Ordinal))
            if (phase.ToArray() is var rows)
                yield return $"labels at {phase.Key}: {rows.Length} frames with a labelled cavity, {Dice(rows)}; {Areas(rows)}";

        var empty = _rows.Where(r => r.Cavity.ReferenceAreaPx == 0).ToArray();
        if (empty.Length > 0)
            yield return $"labels: of {empty.Length} frames labelled as without a cavity, one was found in "
                + $"{empty.Count(r => r.Cavity.AreaPx > 0)}";
    }

    private IEnumerable<IGrouping<string, LabelledOutline>> Phases()
    {
        var phases = LabelPhase.Of(
            [.. _rows.Select(r => (r.Subject, r.Study, r.Series))],
            [.. _rows.Select(r => r.Number)],
            [.. _rows.Select(r => r.Phase)],
            [.. _rows.Select(r => r.Cavity.ReferenceAreaPx)]
        );
        return _rows.Zip(phases).Where(r => r.First.Cavity.ReferenceAreaPx > 0).GroupBy(r => r.Second, r => r.First);
    }

    private static string Dice(LabelledOutline[] outlined) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Dice {outlined.Average(r => r.Cavity.Dice):f3} ({Interval(outlined, rows => rows.Average(r => r.Cavity.Dice), "f3", "")})"
        );

    private static string Areas(LabelledOutline[] outlined)
    {
        LabelledOutline[] known = [.. outlined.Where(r => double.IsFinite(r.PixelMm2))];
        var (rows, unit) = known.Length > 0 ? (known, "mm²") : (outlined, "px");
        double Scale(LabelledOutline r) => known.Length > 0 ? r.PixelMm2 : 1;
        var agreement = BlandAltman.Of(
            [.. rows.Select(r => r.AreaPx * Scale(r))],
            [.. rows.Select(r => r.Cavity.ReferenceAreaPx * Scale(r))]
        );
        // Of the sums, so that it has the sign of the mean difference.
        double Percent(IReadOnlyList<LabelledOutline> of) =>
            100 * of.Sum(r => r.ErrorPx * Scale(r)) / of.Sum(r => r.Cavity.ReferenceAreaPx * Scale(r));
        return string.Create(
                CultureInfo.InvariantCulture,
                $"area, segmenter less label, {agreement.Bias:f1} {unit} ({Percent(rows):f1} % of the labels' area, "
                    + $"{Interval(rows, Percent, "f1", " %")}), limits of agreement {agreement.Lower:f1} to {agreement.Upper:f1} {unit}"
            ) + (rows.Length < outlined.Length ? $", of the {rows.Length} frames with a pixel size" : "");
    }

    private static string Interval(
        LabelledOutline[] rows,
        Func<IReadOnlyList<LabelledOutline>, double> statistic,
        string format,
        string unit
    )
    {
        var subjects = Array.ConvertAll(rows, r => r.Subject);
        if (subjects.Distinct().Count() < 2)
            return "of one subject";
        var interval = Bootstrap.Interval(subjects, drawn => statistic(Array.ConvertAll(drawn, i => rows[i])));
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"95 % interval over {interval.Units} subjects {Text(interval.Lower)} to {Text(interval.Upper)}{unit}";
    }
}
