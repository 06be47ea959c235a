using GanCmri.Learning.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Learning;

public sealed partial class GanCatalog
{
    /// <summary>Learns the way from end-diastole to end-systole, and makes cines of 50 frames along it and back. Reads Subject, Series,
    /// Frame and Phase.</summary>
    /// <example>
    /// <code>
    /// var cines = ml.Gan.EdToEs("Cine", "W").Fit(frames).Transform(hearts); // 50 latents a row
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the cines' latents, Vector&lt;Single, frames, n&gt;.</param>
    /// <param name="inputColumnName">Column of latents, one a frame; null: as the output.</param>
    public EdToEsEstimator EdToEs(string outputColumnName, string? inputColumnName = null) =>
        EdToEs(outputColumnName, inputColumnName, new EdToEsOptions { PhaseColumnName = "Phase" });

    /// <summary>Learns the way from end-diastole to end-systole, and makes cines along it and back.</summary>
    /// <example>
    /// <code>
    /// var options = new EdToEsOptions { Frames = 20, StartOffset = 0.7, PhaseColumnName = "Phase" };
    /// var cines = ml.Gan.EdToEs("Cine", "W", options).Fit(frames).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the cines' latents, Vector&lt;Single, frames, n&gt;.</param>
    /// <param name="inputColumnName">Column of latents, one a frame; null: as the output.</param>
    /// <param name="options">Columns, frames, start.</param>
    public EdToEsEstimator EdToEs(string outputColumnName, string? inputColumnName, EdToEsOptions options) =>
        new(_context, outputColumnName, inputColumnName ?? outputColumnName, options);

    /// <summary>Learns the mean transitions from frame to frame, and makes cines of 50 frames along them. Reads Subject, Series and
    /// Frame.</summary>
    /// <example>
    /// <code>
    /// var cines = ml.Gan.FrameToFrame("Cine", "W").Fit(frames).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the cines' latents, Vector&lt;Single, frames, n&gt;.</param>
    /// <param name="inputColumnName">Column of latents, one a frame; null: as the output.</param>
    public FrameToFrameEstimator FrameToFrame(string outputColumnName, string? inputColumnName = null) =>
        FrameToFrame(outputColumnName, inputColumnName, new FrameToFrameOptions());

    /// <summary>Learns the mean transitions from frame to frame, corrects them if asked, and makes cines along them.</summary>
    /// <example>
    /// <code>
    /// var options = new FrameToFrameOptions { Frames = 20, Correction = CorrectionMode.Residual };
    /// var cines = ml.Gan.FrameToFrame("Cine", "W", options).Fit(frames).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the cines' latents, Vector&lt;Single, frames, n&gt;.</param>
    /// <param name="inputColumnName">Column of latents, one a frame; null: as the output.</param>
    /// <param name="options">Columns, frames, start, correction.</param>
    public FrameToFrameEstimator FrameToFrame(string outputColumnName, string? inputColumnName, FrameToFrameOptions options) =>
        new(_context, outputColumnName, inputColumnName ?? outputColumnName, options);

    /// <summary>Learns a closed, periodic motion, and makes cines of 50 frames along it. Reads Subject, Series and Frame.</summary>
    /// <example>
    /// <code>
    /// var cines = ml.Gan.Periodic("Cine", "W").Fit(frames).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the cines' latents, Vector&lt;Single, frames, n&gt;.</param>
    /// <param name="inputColumnName">Column of latents, one a frame; null: as the output.</param>
    public PeriodicEstimator Periodic(string outputColumnName, string? inputColumnName = null) =>
        Periodic(outputColumnName, inputColumnName, new PeriodicOptions());

    /// <summary>Learns a closed, periodic motion, and makes cines along it.</summary>
    /// <example>
    /// <code>
    /// var options = new PeriodicOptions { Frames = 20, Harmonics = 3, TimeColumnName = "TimeMs" };
    /// var cines = ml.Gan.Periodic("Cine", "W", options).Fit(frames).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the cines' latents, Vector&lt;Single, frames, n&gt;.</param>
    /// <param name="inputColumnName">Column of latents, one a frame; null: as the output.</param>
    /// <param name="options">Columns, frames, start, harmonics.</param>
    public PeriodicEstimator Periodic(string outputColumnName, string? inputColumnName, PeriodicOptions options) =>
        new(_context, outputColumnName, inputColumnName ?? outputColumnName, options);

    /// <summary>Makes cines along a trajectory that was fitted or read before.</summary>
    /// <example>
    /// <code>
    /// var beating = TrajectoryFile.Read(ShippedModels.File("sax64", "ed-es.json")).Trajectory;
    /// var cines = ml.Gan.ApplyTrajectory("Cine", beating, "W", frames: 20).Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the cines' latents, Vector&lt;Single, frames, n&gt;.</param>
    /// <param name="trajectory">The motion.</param>
    /// <param name="inputColumnName">Column of latents; null: as the output.</param>
    /// <param name="frames">Frames in each cine.</param>
    /// <param name="startPhase">Part of the cardiac cycle, in [0, 1), that the latents show.</param>
    public ApplyTrajectoryEstimator ApplyTrajectory(
        string outputColumnName,
        Trajectory trajectory,
        string? inputColumnName = null,
        int frames = 50,
        double startPhase = 0
    ) =>
        new(
            _context,
            new TrajectoryTransformer.Saved(
                outputColumnName,
                inputColumnName ?? outputColumnName,
                TrajectoryState.Of(trajectory),
                frames,
                startPhase
            )
        );

    /// <summary>Splits a column's vectors by a principal component analysis over all rows, and keeps what the components leave (as
    /// published), what they explain, or both.</summary>
    /// <example>
    /// <code>
    /// var corrected = ml.Gan.PcaCorrection("Corrected", "W", CorrectionMode.Residual, components: 8).Fit(frames).Transform(frames);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the corrected vectors, Vector&lt;Single, n&gt;.</param>
    /// <param name="inputColumnName">Column of latents or transitions; null: as the output.</param>
    /// <param name="mode">What is kept.</param>
    /// <param name="components">Principal components: from 1 to the rank of the rows.</param>
    public PcaCorrectionEstimator PcaCorrection(
        string outputColumnName,
        string? inputColumnName = null,
        CorrectionMode mode = CorrectionMode.Residual,
        int components = 32
    ) => new(_context, outputColumnName, inputColumnName ?? outputColumnName, mode, components);

    /// <summary>Doubles the frames of cines by the published transition PCA.</summary>
    /// <example>
    /// <code>
    /// var beating = TrajectoryFile.Read(ShippedModels.File("sax64", "ed-es.json")).Trajectory;
    /// var steps = ml.Gan.ApplyTrajectory("Cine", beating, "W", frames: 20).Append(ml.Gan.SuperResolve("Finer", "Cine"));
    /// var finer = steps.Fit(hearts).Transform(hearts); // 40 latents a row
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the finer cines' latents, Vector&lt;Single, frames, n&gt;.</param>
    /// <param name="inputColumnName">Column of cines' latents, Vector&lt;Single, M, n&gt;; null: as the output.</param>
    public SuperResolveEstimator SuperResolve(string outputColumnName, string? inputColumnName = null) =>
        SuperResolve(outputColumnName, inputColumnName, new SuperResolveOptions());

    /// <summary>Gives cines more frames.</summary>
    /// <example>
    /// <code>
    /// var options = new SuperResolveOptions { Frames = 100, Method = SuperResolution.Periodic };
    /// var beating = TrajectoryFile.Read(ShippedModels.File("sax64", "ed-es.json")).Trajectory;
    /// var steps = ml.Gan.ApplyTrajectory("Cine", beating, "W", frames: 20).Append(ml.Gan.SuperResolve("Finer", "Cine", options));
    /// var finer = steps.Fit(hearts).Transform(hearts);
    /// </code>
    /// </example>
    /// <param name="outputColumnName">Column of the finer cines' latents, Vector&lt;Single, frames, n&gt;.</param>
    /// <param name="inputColumnName">Column of cines' latents, Vector&lt;Single, M, n&gt;; null: as the output.</param>
    /// <param name="options">Frames and method.</param>
    public SuperResolveEstimator SuperResolve(string outputColumnName, string? inputColumnName, SuperResolveOptions options) =>
        new(_context, outputColumnName, inputColumnName ?? outputColumnName, options);
}
