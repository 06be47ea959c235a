using GanCmri.Runtime;
using GanCmri.Trajectories.Tables;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Trajectories.Motion;

/// <summary>
/// Least squares for <see cref="PeriodicTrajectory"/>: coefficients that are the mean motion over subjects (over each subject's cines
/// first), amplitude and timing of each cine shrunk towards the average (empirical Bayes: the noise and the spread over hearts are
/// estimated from the same data). Amplitudes do not weigh the mean: those of noisy latents would turn it towards the largest cine's own way
/// of moving, and the motion that all have in common would be lost.
/// </summary>
/// <param name="Harmonics">Harmonics of the cycle; cines of M frames can show at most (M - 1) / 2.</param>
internal sealed record PeriodicFit(int Harmonics = 4)
{
    private const double Smoothness = 1e-5; // weight of h^4 |c_h|^2 a frame: holds what few frames leave open
    private const int Rounds = 25;
    private const double Settled = 1e-4; // change of amplitudes and timings (radians) between rounds

    /// <summary>Fits the model to cines of any numbers of frames and any phases.</summary>
    /// <returns>The average trajectory, and each cine's motion in the order given.</returns>
    /// <exception cref="InputException">No cine is long enough for the harmonics.</exception>
    public PeriodicModel Fit(IReadOnlyList<LatentCine> cines)
    {
        var longest = cines.Count == 0 ? 0 : cines.Max(c => c.Latents.Count);
        if (Harmonics < 1 || longest < 2 * Harmonics + 1)
        {
            throw new InputException(
                "periodic trajectory",
                $"cines of at least {2 * Harmonics + 1} frames for {Harmonics} harmonics",
                $"{longest} frames",
                "give longer cines or fewer harmonics"
            );
        }

        Vectors.RequireSameLength([.. cines.SelectMany(c => c.Latents)], "periodic trajectory");
        var data = cines.Select(c => new CentredCine(c, Harmonics)).ToArray();
        var ofSubject = cines.CountBy(c => c.Subject).ToDictionary();
        double[] weights = [.. cines.Select(c => 1.0 / ofSubject[c.Subject])];
        var population = new MotionPrior(1, 0.25, 0.25);
        var motions = data.Select(_ => new MotionEstimate(1, 0, 0, 0)).ToArray();
        var coefficients = Coefficients(data, weights, motions);
        for (var round = 0; round < Rounds && data.Length > 1; round++)
        {
            var gram = coefficients * coefficients.Transpose();
            foreach (var cine in data)
                cine.Project(coefficients);
            population = population with { Noise = Noise(data, motions, gram) };
            var before = motions.ToArray();
            for (var s = 0; s < data.Length; s++)
                motions[s] = data[s].Estimate(gram, population);
            population = population.Update(motions);
            coefficients = Coefficients(data, weights, motions);
            if (
                motions
                    .Zip(before)
                    .All(m =>
                        Math.Abs(m.First.Amplitude - m.Second.Amplitude) < Settled
                        && Math.Abs(m.First.TimingRadians - m.Second.TimingRadians) < Settled
                    )
            )
                break;
        }

        var spread = data.Length > 1 ? population : new MotionPrior(0, 0, 0);
        var average = new PeriodicTrajectory(
            Vectors.ToRows(coefficients),
            Math.Sqrt(spread.AmplitudeVariance),
            Math.Sqrt(spread.TimingVariance) / (2 * Math.PI)
        );
        return new PeriodicModel(average, [.. motions.Select(m => m.ToMotion())]);
    }

    private Matrix<double> Coefficients(CentredCine[] data, double[] weights, MotionEstimate[] motions)
    {
        var normal = Matrix<double>.Build.Dense(2 * Harmonics, 2 * Harmonics);
        var right = Matrix<double>.Build.Dense(2 * Harmonics, data[0].Latents.ColumnCount);
        for (var s = 0; s < data.Length; s++)
        {
            var basis = Matrix<double>.Build.DenseOfArray(HarmonicBasis.Centred(data[s].Phases, motions[s].TimingRadians, Harmonics));
            normal += weights[s] * basis.TransposeThisAndMultiply(basis);
            right += weights[s] * basis.TransposeThisAndMultiply(data[s].Latents);
        }

        var frames = data.Zip(weights, (d, w) => w * d.Phases.Count).Sum();
        for (var j = 0; j < 2 * Harmonics; j++)
            normal[j, j] += Smoothness * frames * Math.Pow(j / 2 + 1, 4);
        return normal.Cholesky().Solve(right);
    }

    /// <summary>Mean square deviation from the model within the motion's own subspace, a degree of freedom.</summary>
    private double Noise(CentredCine[] data, MotionEstimate[] motions, Matrix<double> gram)
    {
        var eigen = gram.Evd(Symmetricity.Symmetric);
        var values = eigen.EigenValues.Select(v => v.Real).ToArray();
        var smallest = 1e-9 * values.Max();
        double sum = 0,
            freedom = -gram.RowCount * values.Count(v => v > smallest);
        for (var s = 0; s < data.Length; s++)
        {
            var rest = data[s].Residual(gram, motions[s]) * eigen.EigenVectors;
            for (var j = 0; j < values.Length; j++)
            {
                if (values[j] <= smallest)
                    continue;
                sum += rest.Column(j).DotProduct(rest.Column(j)) / values[j];
                freedom += data[s].Phases.Count - 1;
            }
        }

        return freedom > 0 ? sum / freedom : 0;
    }
}
