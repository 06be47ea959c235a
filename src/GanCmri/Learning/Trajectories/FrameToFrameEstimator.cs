using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Learning.Trajectories;

/// <summary>Learns the mean transitions from frame to frame (Vukadinovic et al., PMLR 225, 2023).</summary>
public sealed class FrameToFrameEstimator : TrajectoryEstimator<FrameToFrameTransformer>
{
    private readonly FrameToFrameOptions _options;

    internal FrameToFrameEstimator(GanContext context, string output, string input, FrameToFrameOptions options)
        : base(context, output, input, options) => _options = options;

    private protected override Trajectory Learn(IReadOnlyList<LatentCine> cines)
    {
        var corrected = new PcaCorrection(_options.Correction, _options.Components).Apply(FrameToFrame.Fit(cines).Transitions);
        foreach (var warning in corrected.Warnings())
            Context.Warn(FrameToFrameTransformer.KindName, "Fit", warning);
        return new FrameToFrame(corrected.Transitions);
    }

    private protected override FrameToFrameTransformer Make(TrajectoryTransformer.Saved saved) => new(Context, saved);
}
