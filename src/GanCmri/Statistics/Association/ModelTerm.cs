namespace GanCmri.Statistics.Association;

/// <summary>A term of a model: one variable, or several multiplied.</summary>
internal sealed record ModelTerm(IReadOnlyList<ModelVariable> Variables)
{
    /// <summary>For people.</summary>
    public string Name => string.Join(':', Variables.Select(v => v.Name));

    /// <summary>The same for the same variables in any order.</summary>
    public string Key { get; } = string.Join('\n', Variables.Select(v => v.Name).Order(StringComparer.Ordinal));

    /// <summary>Whether its columns mean nothing one by one.</summary>
    public bool IsSpline => Variables.Any(v => v.Knots.Count > 0);

    /// <summary>Whether it is a column of the table as it stands.</summary>
    public bool IsPlain => Variables.Count == 1 && !IsSpline;

    /// <summary>The term with knots laid into the columns' values.</summary>
    public ModelTerm WithKnots(IReadOnlyList<double[]> columns, int rows) => new([.. Variables.Select(v => v.WithKnots(columns, rows))]);
}

/// <summary>A column of the table, or its spline.</summary>
/// <param name="Table">Place of the column.</param>
/// <param name="Name">For people.</param>
/// <param name="Knots">None, the knots, or their number alone before <see cref="WithKnots"/>.</param>
internal sealed record ModelVariable(int Table, string Name, IReadOnlyList<double> Knots)
{
    /// <summary>With a number of knots made into knots at fixed quantiles of the known values.</summary>
    public ModelVariable WithKnots(IReadOnlyList<double[]> columns, int rows) =>
        Knots.Count != 1
            ? this
            : this with
            {
                Knots = NaturalSpline.Knots(columns[Table].Take(rows).Where(double.IsFinite), (int)Knots[0], Name),
            };
}
