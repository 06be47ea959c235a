using GanCmri.Studies.Guidance;

namespace GanCmri.Studies;

/// <summary>All frames made of one heart.</summary>
/// <param name="Name">The heart's name.</param>
/// <param name="Cines">One cine a trajectory.</param>
/// <param name="Guidance">One series a direction.</param>
internal sealed record MeasuredSubject(string Name, IReadOnlyList<SyntheticCine> Cines, IReadOnlyList<MeasuredGuidance> Guidance);
