using GanCmri.Runtime;
using MathNet.Numerics.Statistics;

namespace GanCmri.Reports.Plotting;

/// <summary>The charts of reports. Values that are NaN (not measurable) leave gaps.</summary>
internal static class Charts
{
    /// <summary>Subjects from which on the middle 95 % of them is shown: of fewer it is nearly their range.</summary>
    internal const int FewestForMost = 20;

    /// <summary>Subjects from which on their middle half is shown; of fewer each has a line.</summary>
    internal const int FewestForHalf = 8;

    private const string PhaseTitle = "Cardiac phase (% of the cycle, 0 = ED)";

    /// <summary>See <see cref="Plots.Response"/>.</summary>
    public static Chart Response(IReadOnlyList<double> steps, IReadOnlyList<IReadOnlyList<double>> subjects, string phenotype, string note)
    {
        var median = Quantiles.Across(subjects).Median;
        return new(
            "Guidance step c",
            phenotype,
            [steps[0], steps[^1]],
            Chart.FromZero(subjects.SelectMany(s => s)),
            note,
            $"{phenotype} against guidance step c for {subjects.Count} subjects, with their median; median {Figures.Short(median[0])} "
                + $"at c = {Figures.Step(steps[0])} and {Figures.Short(median[^1])} at c = {Figures.Step(steps[^1])}. {note}",
            [.. Bundle([.. steps], subjects, 0, withSubjects: true), ChartMark.Of(MarkKind.Upright, "", 0, [0], [0])]
        );
    }

    /// <summary>See <see cref="Plots.Phase"/>.</summary>
    public static Chart Phase(IReadOnlyList<CurveGroup> groups, string phenotype, string note) =>
        new(
            PhaseTitle,
            phenotype,
            [0, 100],
            Chart.FromZero(groups.SelectMany(g => IsFew(g.Curves) ? g.Curves.SelectMany(c => c) : Upper(g.Curves))),
            note,
            $"{phenotype} over the cardiac cycle for {string.Join(" and ", groups.Select(Said))}. {note}",
            [
                .. groups.SelectMany(
                    (g, i) =>
                        Bundle(
                            [.. Enumerable.Range(0, g.Curves[0].Count).Select(f => 100.0 * f / g.Curves[0].Count)],
                            g.Curves,
                            i,
                            withSubjects: groups.Count == 1,
                            g.Name + ", "
                        )
                ),
            ]
        );

    /// <summary>See <see cref="Plots.Beat"/>.</summary>
    public static Chart Beat(IReadOnlyList<Curve> cines, string phenotype, string note) =>
        new(
            PhaseTitle,
            phenotype,
            [0, 100],
            Chart.FromZero(cines.SelectMany(c => c.Y)),
            note,
            $"{phenotype} over the cardiac cycle: {string.Join(", ", cines.Select(c => c.Name))}. {note}".TrimEnd(),
            [.. cines.Select((c, i) => ChartMark.Of(MarkKind.Points, c.Name, i, c.X, c.Y))]
        );

    /// <summary>See <see cref="Plots.Histogram"/>.</summary>
    public static Chart Histogram(IReadOnlyList<double> values, string label)
    {
        double[] known = [.. values.Where(double.IsFinite).Order()];
        var note = $"n = {known.Length}" + (known.Length < values.Count ? $" of {values.Count}" : "");
        if (known.Length == 0)
            return new(label, "Subjects", [0, 1], [0, 1], note, $"Histogram of {label}. {note}.", []);
        var edges = Edges(known);
        double[] counts =
        [
            .. edges[..^1]
                .Select((left, i) => (double)known.Count(v => v >= left && (i == edges.Length - 2 ? v <= edges[^1] : v < edges[i + 1]))),
        ];
        var median = SortedArrayStatistics.Median(known);
        note += $"; median {Figures.Short(median)}";
        return new(
            label,
            "Subjects",
            Chart.About(edges),
            Chart.FromZero(counts),
            note,
            $"Histogram of {label}, from {Figures.Short(known[0])} to {Figures.Short(known[^1])}. {note}.",
            [
                ChartMark.Of(MarkKind.Bars, "", 0, edges[..^1], counts, edges[1..]),
                ChartMark.Of(MarkKind.Upright, "median", 1, [median], [0]),
            ]
        );
    }

    /// <summary>See <see cref="Plots.Scatter"/>.</summary>
    public static Chart Scatter(IReadOnlyList<double> x, IReadOnlyList<double> y, string xLabel, string yLabel, string note)
    {
        var points = x.Zip(y).Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second)).ToArray();
        return new(
            xLabel,
            yLabel,
            Chart.About(points.Select(p => p.First)),
            Chart.About(points.Select(p => p.Second)),
            note,
            $"{yLabel} against {xLabel} for {points.Length} subjects. {note}",
            [ChartMark.Of(MarkKind.Dots, "", 0, points.Select(p => p.First), points.Select(p => p.Second))]
        );
    }

    /// <summary>Values reached against those asked for, as one or two networks see them, and the line on which both are equal.</summary>
    /// <param name="asked">One value a subject.</param>
    /// <param name="seen">What each network measures; NaN where there is nothing.</param>
    /// <param name="label">Name and unit.</param>
    public static Chart Reached(IReadOnlyList<double> asked, IReadOnlyList<Measurer> seen, string label)
    {
        var axis = Chart.About(asked.Concat(seen.SelectMany(s => s.Values)));
        var note = string.Join("; ", seen.Select(s => $"{s.Name}: n = {s.Values.Count(double.IsFinite)}"));
        return new(
            "Target " + label,
            "Measured " + label,
            axis,
            axis,
            note,
            $"Measured against target {label}, with the line on which both are equal. {note}.",
            [
                ChartMark.Of(MarkKind.Line, "as asked", 2, axis, axis),
                .. seen.Select(
                    (s, i) =>
                    {
                        var known = asked.Zip(s.Values).Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second));
                        return ChartMark.Of(MarkKind.Dots, s.Name, i, known.Select(p => p.First), known.Select(p => p.Second));
                    }
                ),
            ]
        );
    }

    /// <summary>See <see cref="Plots.Cumulative"/>.</summary>
    public static Chart Cumulative(IReadOnlyList<double> target, IReadOnlyList<double> measured, string label) =>
        Cumulative(target, [new Measurer("measured", measured)], label);

    /// <summary>The same as several measure it.</summary>
    public static Chart Cumulative(IReadOnlyList<double> target, IReadOnlyList<Measurer> seen, string label)
    {
        return new(
            label,
            "Share of subjects at or below",
            Chart.About(target.Concat(seen.SelectMany(s => s.Values))),
            [0, 1],
            "",
            $"Cumulative distributions of {label}: medians: target {Middle(target)}, "
                + $"{string.Join(", ", seen.Select(s => $"{s.Name} {Middle(s.Values)}"))}.",
            [Of("target", 1, target), .. seen.Select((s, i) => Of(s.Name, i == 0 ? 0 : i + 1, s.Values))]
        );

        static string Middle(IReadOnlyList<double> values) => Figures.Short(values.Where(double.IsFinite).Median());
        static ChartMark Of(string name, int colour, IReadOnlyList<double> values)
        {
            double[] known = [.. values.Where(double.IsFinite).Order()];
            return ChartMark.Of(MarkKind.Steps, name, colour, known, known.Select((_, i) => (i + 1.0) / known.Length));
        }
    }

    /// <summary>See <see cref="Plots.BlandAltman"/>.</summary>
    public static Chart BlandAltman(IReadOnlyList<double> reference, IReadOnlyList<double> measured, string quantity, string unit) =>
        BlandAltman(reference, measured, $"Mean {quantity} of both", "Measured − reference", unit, quantity);

    /// <summary>The same for two measurers of which neither is the reference: B − A. Names too long for an axis are above the
    /// data.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="unit">Unit of what they measure; empty: none.</param>
    /// <param name="limits">Bias and limits of agreement in words, a line each; null: without intervals.</param>
    public static Chart Agreement(Measurer a, Measurer b, string unit, IReadOnlyList<string>? limits = null)
    {
        const int Longest = 32;
        var (first, second) = a.Name.Length + b.Name.Length <= Longest ? (a.Name, b.Name) : ("A", "B");
        var chart = BlandAltman(a.Values, b.Values, $"Mean of {first} and {second}", $"{second} − {first}", unit, $"{a.Name} and {b.Name}");
        string[] names = first == a.Name ? [] : [$"A: {a.Name}, B: {b.Name}"];
        string[] said = limits is null ? [chart.Note] : [.. limits, $"n = {chart.Marks[0].X.Count}"];
        return chart with { Note = string.Join('\n', [.. names, .. said]) };
    }

    private static Chart BlandAltman(
        IReadOnlyList<double> reference,
        IReadOnlyList<double> measured,
        string mean,
        string difference,
        string unit,
        string quantity
    )
    {
        string WithUnit(string text) => unit.Length > 0 ? $"{text} ({unit})" : text;
        var pairs = reference.Zip(measured).Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second)).ToArray();
        double[] differences = [.. pairs.Select(p => p.Second - p.First)];
        double bias = differences.Mean(),
            spread = 1.96 * differences.StandardDeviation();
        double[] limits = double.IsFinite(spread) ? [bias - spread, bias + spread] : [];
        var note =
            $"bias {$"{Figures.Short(bias)} {unit}".TrimEnd()}; limits of agreement {Figures.Short(bias - spread)} to "
            + $"{Figures.Short(bias + spread)}; n = {pairs.Length}";
        return new(
            WithUnit(mean),
            WithUnit(difference),
            Chart.About(pairs.Select(p => (p.First + p.Second) / 2)),
            Chart.About([0, bias, .. differences, .. limits]),
            note,
            $"Bland-Altman plot of {quantity}: {note}.",
            [
                ChartMark.Of(MarkKind.Dots, "", 0, pairs.Select(p => (p.First + p.Second) / 2), differences),
                ChartMark.Of(MarkKind.Across, "bias", 1, [0], [bias]),
                .. limits.Select((l, i) => ChartMark.Of(MarkKind.Across, i == 0 ? "limits of agreement" : "", 2, [0], [l])),
            ]
        );
    }

    private static string Said(CurveGroup group)
    {
        var median = Quantiles.Across(group.Curves).Median;
        return $"{group.Curves.Count} cines ({group.Name}; median {Figures.Short(median.Max())} at most, "
            + $"{Figures.Short(median.Min())} at least)";
    }

    private static bool IsFew(IReadOnlyList<IReadOnlyList<double>> curves) => curves.Count < FewestForHalf;

    private static IEnumerable<double> Upper(IReadOnlyList<IReadOnlyList<double>> curves)
    {
        var q = Quantiles.Across(curves);
        return q.UpperQuartile.Concat(q.Median);
    }

    private static IEnumerable<ChartMark> Bundle(
        double[] x,
        IReadOnlyList<IReadOnlyList<double>> curves,
        int colour,
        bool withSubjects,
        string prefix = ""
    )
    {
        var q = Quantiles.Across(curves);
        if (withSubjects && curves.Count >= FewestForMost)
            yield return ChartMark.Of(MarkKind.Wide, "middle 95 % of subjects", colour, x, q.Lower, q.Upper);
        var isFew = IsFew(curves);
        if (!isFew)
            yield return ChartMark.Of(MarkKind.Band, prefix + "middle half", colour, x, q.LowerQuartile, q.UpperQuartile);
        foreach (var (i, curve) in (withSubjects || isFew ? curves : []).Index())
            yield return ChartMark.Of(MarkKind.Thin, isFew && i == 0 ? prefix + "single subjects" : "", colour, x, curve);
        yield return ChartMark.Of(MarkKind.Line, prefix + "median", colour, x, q.Median);
    }

    // Freedman and Diaconis 1981.
    private static double[] Edges(double[] sorted)
    {
        var range = sorted[^1] - sorted[0];
        if (range == 0)
            return [sorted[0] - .5, sorted[0] + .5];
        var width = 2 * SortedArrayStatistics.InterquartileRange(sorted) / Math.Cbrt(sorted.Length);
        var bins = width > 0 ? Math.Clamp((int)Math.Ceiling(range / width), 5, 40) : 10;
        return [.. Enumerable.Range(0, bins + 1).Select(i => sorted[0] + range * i / bins)];
    }
}
