namespace GanCmri.Trajectories.Directions;

/// <summary>Values parted at their mean.</summary>
/// <param name="Values">The values.</param>
/// <param name="Mean">Their mean.</param>
internal sealed record MeanSplit(IReadOnlyList<double> Values, double Mean)
{
    /// <summary>Places of the values below the mean.</summary>
    public int[] Low { get; } = [.. Enumerable.Range(0, Values.Count).Where(i => Values[i] < Mean)];

    /// <summary>Places of the values above the mean.</summary>
    public int[] High { get; } = [.. Enumerable.Range(0, Values.Count).Where(i => Values[i] > Mean)];

    /// <summary>Mean of those above less mean of those below; both have to be there.</summary>
    public double Contrast => High.Average(i => Values[i]) - Low.Average(i => Values[i]);

    /// <summary>Parts values.</summary>
    public static MeanSplit Of(IReadOnlyList<double> values) => new(values, values.Average());

    /// <summary>A direction that leads from the low to the high ones.</summary>
    /// <param name="phenotype">Name of the phenotype's column.</param>
    /// <param name="method">How it was found.</param>
    /// <param name="vector">WDim or NumWs x WDim numbers.</param>
    public PhenotypeDirection Direction(string phenotype, DirectionMethod method, IReadOnlyList<float> vector) =>
        new(phenotype, method, vector, Mean, Low.Length, High.Length, Contrast);
}
