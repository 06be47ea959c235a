using GanCmri.Imaging;
using GanCmri.Runtime;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Comparison;

/// <summary>A real cine with the latents of its frames.</summary>
/// <param name="Latents">One latent a frame.</param>
/// <param name="Frames">The heart crops they were found for, [-1, 1], in the same order.</param>
public sealed record RealCine(LatentCine Latents, IReadOnlyList<GrayImage> Frames)
{
    /// <summary>The patient's pseudonym.</summary>
    public string Subject => Latents.Subject;

    /// <summary>Joins a store's frames with their latents.</summary>
    /// <param name="store">The frames.</param>
    /// <param name="latents">Latents of these frames; series with fewer than <paramref name="fewest"/> frames are left out.</param>
    /// <param name="fewest">Frames a cine has at least.</param>
    /// <exception cref="InputException">A series has other frames in the store than in the latents.</exception>
    public static IReadOnlyList<RealCine> Join(FrameStore store, LatentTable latents, int fewest = 8)
    {
        var rows = store.Rows.GroupBy(r => r.Series).ToDictionary(g => g.Key, g => g.OrderBy(r => r.Frame).ToArray());
        return [.. latents.Cines().Where(c => c.Latents.Count >= fewest).Select(Joined)];

        RealCine Joined(LatentCine cine)
        {
            if (!rows.TryGetValue(cine.Series, out var frames) || frames.Length != cine.Latents.Count)
            {
                throw new InputException($"series {cine.Series}", $"{cine.Latents.Count} frames in the store",
                    frames is null ? "none" : $"{frames.Length}", "give the store the latents were found for, and all of its latents");
            }

            return new RealCine(cine, [.. frames.Select(r => store.Read(r.Index))]);
        }
    }
}
