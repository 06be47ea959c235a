using GanCmri.Imaging;

namespace GanCmri.Studies.Projections;

/// <summary>A cine that waits to be projected.</summary>
/// <param name="Place">Where it comes among all cines of the data.</param>
/// <param name="Frames">Its frames in order.</param>
internal sealed record SourceCine(int Place, IReadOnlyList<SourceFrame> Frames)
{
    /// <summary>What tells it from other cines.</summary>
    public CineId Id => Frames[0].Cine;
}
