using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A log likelihood at some coefficients.</summary>
/// <param name="Beta">Coefficients.</param>
/// <param name="LogLikelihood">Its value; minus infinity where the coefficients are impossible.</param>
/// <param name="Gradient">First derivatives.</param>
/// <param name="Information">Second derivatives, negated.</param>
internal sealed record LikelihoodPoint(Vector<double> Beta, double LogLikelihood, Vector<double> Gradient, Matrix<double> Information)
{
    /// <summary>Inverse of the information.</summary>
    public Matrix<double> Inverse => Information.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(Beta.Count));
}
