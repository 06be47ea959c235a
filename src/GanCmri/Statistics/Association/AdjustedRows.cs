namespace GanCmri.Statistics.Association;

/// <summary>Corrects p for the number of tests: real and synthetic rows each among themselves.</summary>
internal static class AdjustedRows
{
    /// <summary>The rows with q (Benjamini-Hochberg, Benjamini-Yekutieli), Bonferroni's p and lambda.</summary>
    public static AssociationRow[] Of(AssociationRow[] rows)
    {
        var adjusted = rows.ToArray();
        foreach (var source in rows.Select((row, i) => (row, i)).GroupBy(v => v.row.Source))
        {
            var places = source.Select(v => v.i).ToArray();
            var p = source.Select(v => v.row.Significance.Value).ToArray();
            double[] q = MultipleTesting.BenjaminiHochberg(p),
                by = MultipleTesting.BenjaminiYekutieli(p),
                family = MultipleTesting.Bonferroni(p);
            var lambda = GenomicControl.Lambda(source.Select(v => v.row.Significance));
            for (var k = 0; k < places.Length; k++)
                adjusted[places[k]] = rows[places[k]] with { Q = q[k], QDependent = by[k], Bonferroni = family[k], Lambda = lambda };
        }

        return adjusted;
    }
}
