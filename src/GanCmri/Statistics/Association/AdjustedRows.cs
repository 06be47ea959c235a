namespace GanCmri.Statistics.Association;

/// <summary>Corrects p for the number of tests: real and synthetic rows each among themselves.</summary>
internal static class AdjustedRows
{
    /// <summary>The rows with q (Benjamini-Hochberg, Benjamini-Yekutieli), Bonferroni's p and lambda; joint tests have a q of
    /// their own.</summary>
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

        return WithJoint(adjusted);
    }

    // The rows of a term repeat its joint test, which counts once.
    private static AssociationRow[] WithJoint(AssociationRow[] rows)
    {
        var adjusted = rows.ToArray();
        foreach (var source in rows.Index().Where(r => r.Item.Joint is not null).GroupBy(r => r.Item.Source))
        {
            int[][] tests = [.. source.GroupBy(r => (r.Item.Phenotype, r.Item.JointTerm)).Select(g => g.Select(r => r.Index).ToArray())];
            var q = MultipleTesting.BenjaminiHochberg([.. tests.Select(t => rows[t[0]].Joint!.Significance.Value)]);
            foreach (var (k, places) in tests.Index())
            foreach (var place in places)
                adjusted[place] = rows[place] with { JointQ = q[k] };
        }

        return adjusted;
    }
}
