using GanCmri.Runtime;

namespace GanCmri.Studies.Cohorts;

/// <summary>Random numbers for one stream and one row, one after the other. They depend on nothing else (decision 4), and there are 2^63 sequences.</summary>
/// <param name="seed">The cohort's seed.</param>
/// <param name="stream">What is drawn, e.g. "covariate age".</param>
/// <param name="row">The row, from 0.</param>
internal sealed class RowDraws(long seed, string stream, long row)
{
    private readonly long _row = Seed.Derive(seed, stream, row);
    private long _next;

    /// <summary>The next number, evenly between 0 and 1, both excluded.</summary>
    public double Uniform() => ((Seed.Derive(_row, "draw", _next++) >> 10) + .5) / (1L << 53);

    /// <summary>The next standard normal number.</summary>
    public double Normal() => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, Uniform());
}
