using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Learning.Trajectories;

/// <summary>A trajectory as plain numbers, for saved models.</summary>
/// <param name="Kind">One of <see cref="MotionWords"/>.</param>
/// <param name="Vectors">The direction, the transitions, or the Fourier coefficients.</param>
/// <param name="AmplitudeSd">Spread of amplitudes over hearts (periodic).</param>
/// <param name="TimingSd">Spread of timings over hearts (periodic).</param>
/// <param name="Amplitude">Amplitude of the motion (periodic).</param>
/// <param name="Timing">Timing of the motion (periodic).</param>
internal sealed record TrajectoryState(
    string Kind,
    float[][] Vectors,
    double AmplitudeSd = 0,
    double TimingSd = 0,
    double Amplitude = 1,
    double Timing = 0
)
{
    /// <summary>The numbers of a trajectory.</summary>
    public static TrajectoryState Of(Trajectory trajectory) =>
        trajectory switch
        {
            EdToEs line => new TrajectoryState(
                line.Kind.Word(),
                [
                    [.. line.Direction],
                ]
            ),
            FrameToFrame steps => new TrajectoryState(steps.Kind.Word(), [.. steps.Transitions]),
            PeriodicTrajectory curve => new TrajectoryState(
                curve.Kind.Word(),
                [.. curve.Coefficients],
                curve.AmplitudeSd,
                curve.TimingSd,
                curve.Motion.Amplitude,
                curve.Motion.Timing
            ),
            _ => throw new ArgumentException($"trajectories of kind '{trajectory.Kind}' cannot be saved", nameof(trajectory)),
        };

    /// <summary>The trajectory again.</summary>
    public Trajectory Make() =>
        MotionWords.Parse(Kind) switch
        {
            MotionKind.EdToEs => new EdToEs(Vectors[0]),
            MotionKind.FrameToFrame => new FrameToFrame(Vectors),
            MotionKind.Periodic => new PeriodicTrajectory(Vectors, AmplitudeSd, TimingSd, new CineMotion(Amplitude, Timing)),
            _ => throw new System.Text.Json.JsonException($"unknown trajectory '{Kind}'"),
        };
}
