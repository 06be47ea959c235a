namespace GanCmri.Studies.Contraction;

/// <summary>Sizes a motion so that what is made of it measures as asked, for measures of whole beats: false position with Illinois weights
/// (Dowell and Jarratt 1971).</summary>
/// <param name="Asked">The measure to reach, above 0.</param>
/// <param name="Tolerance">So near is near enough.</param>
/// <param name="Corrections">Most that is made after the first.</param>
internal sealed record AmplitudeSearch(double Asked, double Tolerance, int Corrections)
{
    private const double Narrow = .005; // a measure that jumps over what is asked within so little has no such value

    /// <summary>Makes until it measures as asked.</summary>
    /// <param name="first">Multiple of the motion to begin with.</param>
    /// <param name="make">Makes something of a multiple.</param>
    /// <param name="measure">Measures it; 0 at the multiple 0, NaN where there is nothing to measure.</param>
    /// <returns>The nearest of what was made.</returns>
    public T Find<T>(double first, Func<double, T> make, Func<T, double> measure)
    {
        var (below, above) = (new Try(0, -Asked), new Try(double.NaN, double.NaN));
        var amplitude = first;
        for (var (i, best, least, side) = (0, default(T)!, double.NaN, 0); ; i++)
        {
            var made = make(amplitude);
            var miss = measure(made) - Asked;
            if (i == 0 || Math.Abs(miss) < least)
                (best, least) = (made, Math.Abs(miss));
            if (!(miss > -Asked) || Math.Abs(miss) <= Tolerance || i == Corrections)
                return best;
            // The end that stays twice weighs half, or it would hold the next try back.
            if (miss < 0)
                (below, above, side) = (new Try(amplitude, miss), side < 0 ? above.Halved : above, -1);
            else
                (above, below, side) = (new Try(amplitude, miss), side > 0 ? below.Halved : below, 1);
            if (above.Amplitude - below.Amplitude <= Narrow * amplitude)
                return best;
            amplitude = double.IsNaN(above.Miss)
                ? amplitude * Asked / (Asked + miss)
                : below.Amplitude - below.Miss / (above.Miss - below.Miss) * (above.Amplitude - below.Amplitude);
        }
    }

    private readonly record struct Try(double Amplitude, double Miss)
    {
        public Try Halved => this with { Miss = Miss / 2 };
    }
}
