using GanCmri.Latents;
using GanCmri.Latents.Tuning;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>The heart of a job before anything is changed.</summary>
/// <param name="Real">The real frames, the first at end-diastole; null for a synthetic heart.</param>
/// <param name="Latents">Latents of a cine, the first at end-diastole.</param>
/// <param name="Slice">The slice of a real stack; null for a synthetic heart.</param>
/// <param name="Quality">Likeness of each reconstructed frame and its real one; none for a synthetic heart.</param>
/// <param name="Tuning">What makes the generator show this very heart; null: it shows the latents as it is.</param>
/// <param name="BeatMs">How long a real heart's beat is, ms; null where nothing tells.</param>
internal sealed record JobHeart(
    IReadOnlyList<MeasuredFrame>? Real,
    IReadOnlyList<float[]> Latents,
    HeartSlice? Slice,
    IReadOnlyList<ImageQuality> Quality,
    GeneratorTuning? Tuning,
    double? BeatMs
);
