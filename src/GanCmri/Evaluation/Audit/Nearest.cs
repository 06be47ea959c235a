using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>The frame of a set that is nearest to some frame.</summary>
/// <param name="Index">Its place in the set.</param>
/// <param name="Distance">The distance, in the space's unit.</param>
/// <param name="OtherPatientDistance">The distance to the nearest frame of any other patient than that one's.</param>
public sealed record Nearest(int Index, double Distance, double OtherPatientDistance)
{
    /// <summary>Distance over the other patient's: near 1 where no patient stands out, near 0 for a copy of one.</summary>
    public double Ratio => OtherPatientDistance > 0 ? Distance / OtherPatientDistance : 1;
}

/// <summary>A notion of how alike two frames are.</summary>
public interface IAuditSpace
{
    /// <summary>The name for reports.</summary>
    string Name { get; }

    /// <summary>The nearest reference of each frame.</summary>
    /// <param name="frames">Any number.</param>
    /// <param name="references">At least 2 patients; frames of the same size.</param>
    IReadOnlyList<Nearest> Search(IReadOnlyList<GrayImage> frames, FrameSet references);
}
