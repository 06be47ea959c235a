using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Studies.Comparison;

/// <summary>The cines of all patients, moving in one way: the real ones, or those that a trajectory makes from each cine's
/// end-diastole.</summary>
/// <param name="Name">"real", "reconstruction", "ed-to-es", "frame-to-frame", "frame-to-frame, pca", "periodic", and, with the heart's own
/// end-systole known too, "ed-to-es, own" and "periodic, own".</param>
/// <param name="Cines">One a real cine, in the order of the real ones.</param>
public sealed record MovingSet(string Name, IReadOnlyList<MovingCine> Cines);

/// <summary>A cine, real or made by a trajectory, at evenly spaced phases from end-diastole.</summary>
/// <param name="Subject">The patient whose heart it is, or starts from.</param>
/// <param name="Frames">Frames, [-1, 1].</param>
/// <param name="Measures">One a frame.</param>
public sealed record MovingCine(string Subject, IReadOnlyList<GrayImage> Frames, IReadOnlyList<LvMeasures> Measures)
{
    /// <summary>LV area as a share of the first frame's, one a frame; NaN where no cavity was found.</summary>
    public IReadOnlyList<double> RelativeArea =>
        [.. Measures.Select(m => m.IsMeasured && Measures[0].IsMeasured ? m.AreaPx / Measures[0].AreaPx : double.NaN)];
}
