using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>One column of a model: the product of its factors.</summary>
/// <param name="Term">The term it belongs to; null for the response.</param>
/// <param name="Factors">At least one.</param>
internal sealed record DesignColumn(ModelTerm? Term, IReadOnlyList<DesignFactor> Factors)
{
    /// <summary>The only factor, where there is one only.</summary>
    public DesignFactor? Single => Factors.Count == 1 ? Factors[0] : null;

    /// <summary>The column at the rows picked: as many values or more, not to be written to.</summary>
    public double[] Gather(TableBlock block, int[] rows)
    {
        var values = Factors[0].Gather(block, rows);
        foreach (var factor in Factors.Skip(1))
        {
            var other = factor.Gather(block, rows);
            var product = new double[rows.Length];
            for (var i = 0; i < rows.Length; i++)
                product[i] = values[i] * other[i];
            values = product;
        }

        return values;
    }
}

/// <summary>A number column, the indicator of one level of a text column, or one part of a spline.</summary>
/// <param name="Variable">The column of the table.</param>
/// <param name="Level">Code of the level; -1 for numbers and splines.</param>
/// <param name="Part">Part of the spline.</param>
internal sealed record DesignFactor(ModelVariable Variable, int Level, int Part)
{
    /// <summary>Its values at the rows picked: as many or more, not to be written to.</summary>
    public double[] Gather(TableBlock block, int[] rows)
    {
        var from = block.Columns[Variable.Table];
        if (Level < 0 && Part == 0 && rows.Length == block.Rows)
            return from;
        var values = new double[rows.Length];
        if (Level >= 0)
            for (var i = 0; i < rows.Length; i++)
                values[i] = from[rows[i]] == Level ? 1 : 0;
        else if (Part == 0)
            for (var i = 0; i < rows.Length; i++)
                values[i] = from[rows[i]];
        else
            for (var i = 0; i < rows.Length; i++)
                values[i] = NaturalSpline.At(from[rows[i]], Variable.Knots, Part);
        return values;
    }
}
