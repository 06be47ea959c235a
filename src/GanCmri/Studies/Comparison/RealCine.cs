using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Runtime;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Studies.Comparison;

/// <summary>A real cine with the latents of its frames.</summary>
/// <param name="Latents">One latent a frame.</param>
/// <param name="Frames">The heart crops they were found for, [-1, 1], in the same order.</param>
public sealed record RealCine(LatentCine Latents, IReadOnlyList<GrayImage> Frames)
{
    /// <summary>The patient's pseudonym.</summary>
    public string Subject => Latents.Subject;

    /// <summary>The same beat from end-diastole on, as made cines begin there.</summary>
    internal RealCine FromEndDiastole() => new(Latents.FromEndDiastole(), Frames.From(Latents.EndDiastole));

    /// <summary>Joins latents with their frames; frames without a latent are left out.</summary>
    /// <param name="store">The frames.</param>
    /// <param name="latents">Latents of some or all of them; cines with fewer than <paramref name="fewest"/> are left out.</param>
    /// <param name="fewest">Frames a cine has at least.</param>
    /// <exception cref="InputException">A latent's frame is not in the store.</exception>
    public static IReadOnlyList<RealCine> Join(FrameStore store, LatentTable latents, int fewest = 8)
    {
        var rows = store.Rows.ToDictionary(r => (r.Series, r.Frame), r => r.Index);
        return
        [
            .. latents
                .Cines()
                .Zip(latents.CineFrames())
                .Where(c => c.Second.Length >= fewest)
                .Select(c => new RealCine(c.First, [.. c.Second.Select(f => store.Read(Index(f)))])),
        ];

        int Index(LatentFrame frame) =>
            rows.TryGetValue((frame.Series, frame.Frame), out var index)
                ? index
                : throw new InputException(
                    $"series {frame.Series}",
                    $"its frame {frame.Frame} in the store",
                    "none",
                    "give the store the latents were found for"
                );
    }
}
