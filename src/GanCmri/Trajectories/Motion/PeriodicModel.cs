namespace GanCmri.Trajectories.Motion;

/// <summary>A fitted periodic model.</summary>
/// <param name="Average">The average trajectory.</param>
/// <param name="Motions">Shrunken amplitude and timing of the cines it was fitted to, in their order.</param>
internal sealed record PeriodicModel(PeriodicTrajectory Average, IReadOnlyList<CineMotion> Motions);
