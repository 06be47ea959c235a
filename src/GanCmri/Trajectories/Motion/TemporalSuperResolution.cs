using GanCmri.Runtime;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Trajectories.Motion;

/// <summary>Latents between the frames of one real cine.</summary>
internal static class TemporalSuperResolution
{
    /// <summary>
    /// As published (t-PCA): transitions of the cine corrected by a PCA with M - 6 components, then
    /// w_h = w_1 + sum of the transitions before h + the fraction of the one that h lies in (Vukadinovic et al., PMLR 225, 2023, read
    /// so that the path is continuous: their fraction is written for the transition before).
    /// </summary>
    /// <param name="latents">The M latents of a cine.</param>
    /// <param name="positions">Where to interpolate: 0 = first frame, M - 1 = last.</param>
    /// <param name="mode">What the correction keeps; as published the residual.</param>
    /// <exception cref="InputException">The cine has fewer than 8 frames and a correction is asked for.</exception>
    public static float[][] TransitionPca(
        IReadOnlyList<float[]> latents,
        IReadOnlyList<double> positions,
        CorrectionMode mode = CorrectionMode.Residual
    )
    {
        var steps = latents.Count - 1;
        if (steps < 1 || (mode != CorrectionMode.None && steps < 7))
            throw new InputException(
                "temporal super-resolution",
                "a cine of at least 8 frames",
                $"{latents.Count}",
                "interpolate linearly, or give a longer cine"
            );
        float[][] transitions = [.. Enumerable.Range(0, steps).Select(i => Vectors.Subtract(latents[i + 1], latents[i]))];
        var corrected = new PcaCorrection(mode, latents.Count - 6).Apply(transitions).Transitions;
        var path = Vectors.Positions(corrected);
        return
        [
            .. positions.Select(h =>
            {
                var at = Math.Clamp(h, 0, steps);
                var frame = Math.Min(steps - 1, (int)at);
                return Vectors.AddScaled(Vectors.AddScaled(latents[0], 1, path[frame]), at - frame, corrected[frame]);
            }),
        ];
    }

    /// <summary>
    /// By a closed curve: a Fourier series through the cine's own latents (ours). The series follows the latents exactly at the frames
    /// and bends between them; the cycle closes, so parts of the cycle up to 1, the first frame again, can be asked for.
    /// </summary>
    /// <param name="cine">A cine over one whole cardiac cycle.</param>
    /// <param name="phases">Where to interpolate, parts of the cycle.</param>
    /// <param name="harmonics">Harmonics of the series; null takes as many as the frames can show, (M - 1) / 2, at most 8.</param>
    public static float[][] Periodic(LatentCine cine, IReadOnlyList<double> phases, int? harmonics = null)
    {
        var most = (cine.Latents.Count - 1) / 2;
        if (most < 1)
            throw new InputException(
                "temporal super-resolution",
                "a cine of at least 3 frames",
                $"{cine.Latents.Count}",
                "use a longer cine"
            );
        var curve = new PeriodicFit(Math.Min(most, harmonics ?? 8)).Fit([cine]).Average;
        var model = cine.Phases.Select(p => curve.At(p)).ToArray();
        var rest = new LatentCine(cine.Subject, [.. cine.Latents.Zip(model, (w, m) => Vectors.Subtract(w, m))], cine.Phases);
        return [.. phases.Select(p => p - Math.Floor(p)).Select(p => Vectors.AddScaled(PhaseResampling.At(rest, p), 1, curve.At(p)))];
    }

    /// <summary>
    /// A cine's own smooth motion: the closed curve of few harmonics nearest to its latents. It leaves out by how much single latents stray
    /// from it, which in a projected cine is mostly error of the projection.
    /// </summary>
    /// <param name="cine">A cine over one whole cardiac cycle.</param>
    /// <param name="phases">Where, parts of the cycle.</param>
    /// <param name="harmonics">Harmonics, or as many as the frames can show, (M - 1) / 2, if that is fewer.</param>
    public static float[][] Curve(LatentCine cine, IReadOnlyList<double> phases, int harmonics = 2)
    {
        var most = (cine.Latents.Count - 1) / 2;
        if (most < 1)
            throw new InputException(
                "temporal super-resolution",
                "a cine of at least 3 frames",
                $"{cine.Latents.Count}",
                "use a longer cine"
            );
        var curve = new PeriodicFit(Math.Min(most, harmonics)).Fit([cine]).Average;
        var centre = Vectors.Subtract(Vectors.Mean(cine.Latents), Vectors.Mean([.. cine.Phases.Select(p => curve.At(p))]));
        return [.. phases.Select(p => Vectors.AddScaled(centre, 1, curve.At(p)))];
    }
}
