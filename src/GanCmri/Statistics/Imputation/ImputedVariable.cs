namespace GanCmri.Statistics.Imputation;

/// <summary>A variable with missing values.</summary>
/// <param name="Values">Numbers, or codes of levels; NaN where missing.</param>
/// <param name="IsCategory">Whether they are codes.</param>
internal sealed record ImputedVariable(double[] Values, bool IsCategory)
{
    /// <summary>Levels that are known of at least one row, in the order of their codes.</summary>
    public double[] Levels { get; } = IsCategory ? [.. Values.Where(v => !double.IsNaN(v)).Distinct().Order()] : [];

    /// <summary>Rows in which it is missing.</summary>
    public int[] Missing { get; } = [.. Enumerable.Range(0, Values.Length).Where(i => double.IsNaN(Values[i]))];

    /// <summary>Rows in which it is known.</summary>
    public int[] Known { get; } = [.. Enumerable.Range(0, Values.Length).Where(i => !double.IsNaN(Values[i]))];

    /// <summary>The variable as columns of a model: itself, or an indicator for each level but the first.</summary>
    public IEnumerable<double[]> Columns(double[] filled) =>
        IsCategory ? Levels.Skip(1).Select(level => Array.ConvertAll(filled, v => v == level ? 1.0 : 0)) : [filled];
}
