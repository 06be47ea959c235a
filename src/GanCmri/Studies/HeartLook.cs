using GanCmri.Networks;
using GanCmri.Phenotypes;

namespace GanCmri.Studies;

/// <summary>One look at a heart.</summary>
/// <param name="Latent">WDim (W) or NumWs x WDim (W+) numbers.</param>
/// <param name="Noise">Per-pixel noise; null: the network's fixed noise.</param>
/// <param name="View">How its frame is turned or mirrored before it is outlined, <see cref="TestTimeAveraging.Seen"/>.</param>
internal readonly record struct HeartLook(float[] Latent, Noise? Noise = null, int View = 0);
