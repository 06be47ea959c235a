using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Learning.Trajectories;

/// <summary>Learns the mean way from end-diastole to end-systole (Vukadinovic et al., PMLR 225, 2023).</summary>
public sealed class EdToEsEstimator : TrajectoryEstimator<EdToEsTransformer>
{
    private readonly EdToEsOptions _options;

    internal EdToEsEstimator(GanContext context, string output, string input, EdToEsOptions options)
        : base(context, output, input, options) => _options = options;

    private protected override Trajectory Learn(IReadOnlyList<LatentCine> cines) => EdToEs.Fit(cines);

    private protected override EdToEsTransformer Make(TrajectoryTransformer.Saved saved) =>
        new(Context, saved with { StartOffset = _options.StartOffset });
}
