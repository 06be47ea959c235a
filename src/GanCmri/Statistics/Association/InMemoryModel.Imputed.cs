using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;
using GanCmri.Statistics.Imputation;
using GanCmri.Statistics.Regression;

namespace GanCmri.Statistics.Association;

/// <summary>Multiple imputation of exposures and covariates, given each other and the phenotype; rows without the phenotype are left out
/// (von Hippel 2007).</summary>
internal sealed partial class InMemoryModel
{
    private IEnumerable<AssociationRow>? Imputed(int outcome, StudyExposure exposure, SourceMask source, long sourceRows)
    {
        var held = exposure.HeldWith(study.Covariates);
        int[] places =
        [
            .. exposure.Reported.Concat(held).SelectMany(t => t.Variables).Select(v => v.Table).Distinct().Where(c => c != outcome),
        ];
        var rows = RowSelection.Complete(table, [outcome, .. study.OfRows.Except(places)], source.Rows);
        ImputedVariable[] variables =
        [
            .. places.Select(c => new ImputedVariable(Array.ConvertAll(rows, i => table.Columns[c][i]), study.Table[c].IsText)),
        ];
        if (variables.All(v => v.Missing.Length == 0) || variables.Any(v => v.Known.Length < 3))
            return null;
        var known = Outcome(outcome, rows);
        var name = $"{study.Table[outcome].Name}|{exposure.Name}|{source.Source}";
        var fits = Enumerable
            .Range(0, options.Imputations)
            .Select(m =>
            {
                var filled = ChainedEquations.Fill(variables, known, new RandomStream(Seed.Derive(options.Seed, name, m)));
                var columns = table.Columns.ToArray();
                for (var v = 0; v < places.Length; v++)
                {
                    if (variables[v].Missing.Length == 0)
                        continue;
                    columns[places[v]] = table.Columns[places[v]].ToArray();
                    foreach (var i in variables[v].Missing)
                        columns[places[v]][rows[i]] = filled[v][i];
                }

                return new InMemoryModel(study, options with { Imputations = 0 }, new TableBlock(table.Rows, columns), outcomes, true)
                    .Fit(outcome, exposure, source, sourceRows)
                    .ToArray();
            })
            .ToArray();
        var lost = places
            .Select((c, v) => (study.Table[c].Name, variables[v].Missing.Length))
            .Where(l => l.Length > 0)
            .Select(l => $"{l.Name} {l.Length}");
        return
        [
            .. fits[0]
                .Select(row =>
                    Pooled(
                        row,
                        [.. fits.Select(f => f.FirstOrDefault(r => r.Exposure == row.Exposure)).OfType<AssociationRow>()],
                        $"{options.Imputations} imputations of {string.Join(", ", lost)}"
                    )
                ),
        ];
    }

    private AssociationRow Pooled(AssociationRow first, AssociationRow[] rows, string says)
    {
        string[] notes = [.. Notes(rows), says];
        if (Array.Exists(rows, r => (r.LevelRows, r.ReferenceRows) != (first.LevelRows, first.ReferenceRows)))
            first = first with { LevelRows = null, ReferenceRows = null };
        var joints = rows.Select(r => r.Joint).OfType<JointTest>().ToArray();
        var joint = joints.Length == options.Imputations ? RubinsRules.Pool(joints) : null;
        if (rows.Length < options.Imputations || Array.Exists(rows, IsUntested))
        {
            return first with
            {
                Beta = double.NaN,
                StandardError = double.NaN,
                Lower = double.NaN,
                Upper = double.NaN,
                Significance = PValue.None,
                Joint = null,
                Margins = [],
                PartialR = double.NaN,
                Notes = [Array.Find(rows, IsUntested)?.Notes[0] ?? "not every imputation has this level", .. notes],
            };
        }

        // The rows of curves are tests alone.
        if (double.IsNaN(first.Beta))
            return first with { Joint = joint, Significance = joint?.Significance ?? PValue.None, Notes = notes };
        var pooled = RubinsRules.Pool(
            [.. rows.Select(r => r.Beta)],
            [.. rows.Select(r => r.StandardError * r.StandardError)],
            rows.Average(r => r.DegreesOfFreedom)
        );
        var b = Coefficient.Of(first.Exposure, pooled.Estimate, pooled.Variance, pooled.Df, options.Level);
        return first with
        {
            Beta = b.Estimate,
            StandardError = b.StandardError,
            Lower = b.Lower,
            Upper = b.Upper,
            DegreesOfFreedom = b.DegreesOfFreedom,
            Significance = b.Significance,
            Joint = joint,
            Margins = PooledMargins(rows),
            PartialR = double.NaN,
            BetaPerSd = rows.Average(r => r.BetaPerSd),
            BetaStandardised = rows.Average(r => r.BetaStandardised),
            Standardiser = rows.Average(r => r.Standardiser),
            Notes =
            [
                .. notes,
                string.Create(CultureInfo.InvariantCulture, $"{pooled.MissingShare:P0} of the variance from missing values"),
            ],
        };
    }

    private static bool IsUntested(AssociationRow row) => double.IsNaN(row.Significance.Ln);

    // What is not said of every imputation, with how many it is said of; not why a row has no test.
    private IEnumerable<string> Notes(AssociationRow[] rows) =>
        rows.SelectMany(r => r.Notes.Skip(IsUntested(r) ? 1 : 0).Distinct())
            .CountBy(note => note)
            .Select(n => n.Value == options.Imputations ? n.Key : $"{n.Key} ({n.Value} of {options.Imputations} imputations)");

    // What the imputation knows of the outcome; of survival the event and the cumulative hazard (White and Royston 2009).
    private List<double[]> Outcome(int outcome, int[] rows)
    {
        var values = Array.ConvertAll(rows, i => table.Columns[outcome][i]);
        var phenotype = study.Table[outcome];
        List<double[]> known = [.. study.Numbers.OffsetAt(table, rows) is { } offset ? new[] { offset } : []];
        if (options.HasCases && outcomes[outcome] is { } coding)
            known.Add(Array.ConvertAll(values, v => coding.IsCase(v) ? 1.0 : 0));
        else if (phenotype.IsText && options.Order.Count > 0)
            known.Add(Array.ConvertAll(values, v => Rank(phenotype, v)));
        else if (!phenotype.IsText)
            known.Add(values);
        if (study.Time is { } time && known.Count > 0)
            known.Add(CumulativeHazard(Array.ConvertAll(rows, i => table.Columns[time][i]), Array.ConvertAll(known[^1], v => v > 0)));
        return known;
    }

    // Nelson and Aalen's.
    private static double[] CumulativeHazard(double[] times, bool[] events)
    {
        var hazard = new double[times.Length];
        var sum = 0.0;
        var left = times.Length;
        foreach (var tied in Enumerable.Range(0, times.Length).GroupBy(i => times[i]).OrderBy(g => g.Key))
        {
            int[] rows = [.. tied];
            sum += rows.Count(i => events[i]) / (double)left;
            foreach (var i in rows)
                hazard[i] = sum;
            left -= rows.Length;
        }

        return hazard;
    }
}
