using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studies.Guidance;

/// <summary>Who looks at guided hearts, and under which noise.</summary>
/// <param name="Name">For tables, e.g. "judge".</param>
/// <param name="Segmenter">Measures the images.</param>
/// <param name="FreshNoise">Whether each heart has its own draw of noise, the same at all its steps; else all have the noise that the
/// generator carries.</param>
internal sealed record GuidanceView(string Name, Segmenter Segmenter, bool FreshNoise)
{
    /// <summary>The network that steers, under the noise that it steers with: flattering.</summary>
    public static GuidanceView Own(Segmenter segmenter) => new("steering network", segmenter, FreshNoise: false);

    /// <summary>Another network under fresh noise.</summary>
    public static GuidanceView Judge(Segmenter segmenter) => new("judge", segmenter, FreshNoise: true);

    /// <summary>The noise of a heart; null: the generator's.</summary>
    internal Noise? NoiseOf(long seed, long heart) => FreshNoise ? Noise.Seeded(Seed.Derive(seed, "fresh noise", heart)) : null;
}

/// <summary>Guided hearts as one view shows them.</summary>
/// <param name="SeenBy">The view.</param>
/// <param name="Cohort">What was measured.</param>
internal sealed record SeenGuidance(GuidanceView SeenBy, StudyResult Cohort);
