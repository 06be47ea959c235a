using GanCmri.Learning.Evaluation;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Phenotypes;
using GanCmri.Learning.Statistics;
using GanCmri.Learning.Trajectories;

namespace GanCmri.Learning.Saving;

/// <summary>How each kind of component is made again from its state.</summary>
internal static class ComponentKinds
{
    /// <summary>By kind; one line for each component.</summary>
    public static IReadOnlyDictionary<string, Func<StateReader, RestoreContext, GanTransformer>> Restorers { get; } =
        new Dictionary<string, Func<StateReader, RestoreContext, GanTransformer>>
        {
            [MoveAlongTransformer.KindName] = MoveAlongTransformer.Restore,
            [MoveToValueTransformer.KindName] = MoveToValueTransformer.Restore,
            [PhenotypeDirectionTransformer.KindName] = PhenotypeDirectionTransformer.Restore,
            [EdToEsTransformer.KindName] = EdToEsTransformer.Restore,
            [FrameToFrameTransformer.KindName] = FrameToFrameTransformer.Restore,
            [PeriodicTransformer.KindName] = PeriodicTransformer.Restore,
            [ApplyTrajectoryTransformer.KindName] = ApplyTrajectoryTransformer.Restore,
            [PcaCorrectionTransformer.KindName] = PcaCorrectionTransformer.Restore,
            [SuperResolveTransformer.KindName] = SuperResolveTransformer.Restore,
            [MapLatentsTransformer.KindName] = MapLatentsTransformer.Restore,
            [GenerateImagesTransformer.KindName] = GenerateImagesTransformer.Restore,
            [GenerateCinesTransformer.KindName] = GenerateCinesTransformer.Restore,
            [ProjectImagesTransformer.KindName] = ProjectImagesTransformer.Restore,
            [MeasurePhenotypesTransformer.KindName] = MeasurePhenotypesTransformer.Restore,
            [MeasureMapsTransformer.KindName] = MeasureMapsTransformer.Restore,
            [ZScoreTransformer.KindName] = ZScoreTransformer.Restore,
            [ScoreNearCopiesTransformer.KindName] = ScoreNearCopiesTransformer.Restore,
        };
}
