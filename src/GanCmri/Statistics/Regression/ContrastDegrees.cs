using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Satterthwaite's degrees of freedom of one contrast of the coefficients with CR2 errors (Bell and McCaffrey 2002; Pustejovsky and Tipton
/// 2018), the working model being independent rows, gathered cluster by cluster.
/// </summary>
/// <param name="contrast">The contrast, of the whitened design's coefficients.</param>
internal sealed class ContrastDegrees(Vector<double> contrast)
{
    // A contrast that so few clusters decide has no error worth the name.
    private const double Fewest = 0.99;

    private readonly Matrix<double> _cross = Matrix<double>.Build.Dense(contrast.Count, contrast.Count);
    private double _trace;
    private double _squares;
    private bool _lone;

    /// <summary>Degrees of freedom; NaN where one cluster alone decides the contrast.</summary>
    public double Value =>
        _trace * _trace / (_squares + Math.Pow(_cross.FrobeniusNorm(), 2)) is var df && !_lone && df >= Fewest ? df : double.NaN;

    /// <summary>Adds a cluster.</summary>
    public void Add(ClusterShare cluster)
    {
        // Row i of the fit gives the residual (I - H)_i e; p_g, the weight of all rows in cluster g's score, has p_g'p_h = [g = h] b'q -
        // q_g'q_h.
        Vector<double> b = cluster.Spreading * contrast,
            q = cluster.Share * b;
        double own = b.DotProduct(q),
            other = q.DotProduct(q);
        _trace += own - other;
        _squares += own * own - 2 * own * other;
        _cross.Add(q.OuterProduct(q), _cross);
        _lone |= cluster.Whole.Any(w => Math.Abs(contrast.DotProduct(w)) > 1e-6 * contrast.L2Norm());
    }
}
