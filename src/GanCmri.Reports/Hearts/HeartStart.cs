using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Hearts;

/// <summary>A heart before anything is asked of it: one frame's latent, that frame, and how it responds.</summary>
/// <param name="latent">The frame's latent.</param>
/// <param name="frame">That frame, measured.</param>
/// <param name="differentiate">Finds its response; asked once, as it costs as much as several images.</param>
internal sealed class HeartStart(float[] latent, MeasuredFrame frame, Func<float[], PhenotypeGradient> differentiate)
{
    private readonly Lazy<PhenotypeGradient> _response = new(() => differentiate(latent));

    public float[] Latent => latent;

    public MeasuredFrame Frame => frame;

    /// <summary>Which frame of the beat it is, from 0.</summary>
    public int At { get; init; }

    /// <summary>The beat that it is of; empty where only the frame was made.</summary>
    public IReadOnlyList<MeasuredFrame> Beat { get; init; } = [];

    public PhenotypeGradient Response => _response.Value;
}
