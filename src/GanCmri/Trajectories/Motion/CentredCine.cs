using GanCmri.Trajectories.Tables;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Trajectories.Motion;

/// <summary>A cine about its own mean, ready for fitting amplitude and timing.</summary>
internal sealed class CentredCine
{
    private readonly int _harmonics;
    private Matrix<double> _projected;

    public CentredCine(LatentCine cine, int harmonics)
    {
        Phases = cine.Phases;
        _harmonics = harmonics;
        var latents = Vectors.ToMatrix(cine.Latents);
        var mean = latents.ColumnSums() / latents.RowCount;
        Latents = Matrix<double>.Build.Dense(latents.RowCount, latents.ColumnCount, (r, c) => latents[r, c] - mean[c]);
        _projected = Latents;
    }

    public IReadOnlyList<double> Phases { get; }

    /// <summary>Frames x numbers.</summary>
    public Matrix<double> Latents { get; }

    /// <summary>Keeps the products with the coefficient vectors (2 H x numbers): all that amplitude and timing depend on.</summary>
    public void Project(Matrix<double> coefficients) => _projected = Latents.TransposeAndMultiply(coefficients);

    /// <summary>Products of (latents - model) with the coefficient vectors, frames x 2 H.</summary>
    public Matrix<double> Residual(Matrix<double> gram, MotionEstimate motion) =>
        _projected
        - motion.Amplitude * Matrix<double>.Build.DenseOfArray(HarmonicBasis.Centred(Phases, motion.TimingRadians, _harmonics)) * gram;

    /// <summary>Amplitude and timing that minimise |X - A B(tau) C|^2 + penalties.</summary>
    public MotionEstimate Estimate(Matrix<double> gram, MotionPrior prior)
    {
        const int Steps = 60;
        const double Most = HarmonicBasis.LargestTimingRadians,
            Step = 2 * Most / Steps;
        double Loss(double timing) => Profile(gram, prior, timing).Loss;
        var start = Enumerable.Range(0, Steps + 1).Select(i => -Most + i * Step).MinBy(Loss);
        // Between two grid points that are higher; at an end of the range the search would leave it.
        var timing =
            Math.Abs(start) > Most - Step / 2 ? start : FindMinimum.OfScalarFunctionConstrained(Loss, start - Step, start + Step, 1e-5);
        var best = Profile(gram, prior, timing);
        const double Small = 1e-3;
        var curvature = (Loss(timing + Small) - 2 * best.Loss + Loss(timing - Small)) / (Small * Small) / 2;
        var amplitudeVariance = prior.Noise / Math.Max(best.Information + prior.AmplitudePenalty, double.Epsilon);
        var timingVariance = curvature > prior.TimingPenalty ? prior.Noise / curvature : prior.TimingVariance;
        return new MotionEstimate(
            best.Amplitude,
            timing,
            Math.Min(amplitudeVariance, prior.AmplitudeVariance),
            Math.Min(timingVariance, prior.TimingVariance)
        );
    }

    private (double Loss, double Amplitude, double Information) Profile(Matrix<double> gram, MotionPrior prior, double timing)
    {
        var basis = HarmonicBasis.Centred(Phases, timing, _harmonics);
        double energy = 0,
            match = 0;
        for (var t = 0; t < Phases.Count; t++)
        {
            for (var j = 0; j < 2 * _harmonics; j++)
            {
                match += basis[t, j] * _projected[t, j];
                for (var k = 0; k < 2 * _harmonics; k++)
                    energy += basis[t, j] * gram[j, k] * basis[t, k];
            }
        }

        var amplitude = Math.Max(0, (match + prior.AmplitudePenalty) / Math.Max(energy + prior.AmplitudePenalty, double.Epsilon));
        var loss =
            amplitude * amplitude * energy
            - 2 * amplitude * match
            + prior.AmplitudePenalty * (amplitude - 1) * (amplitude - 1)
            + prior.TimingPenalty * timing * timing;
        return (loss, amplitude, energy);
    }
}
