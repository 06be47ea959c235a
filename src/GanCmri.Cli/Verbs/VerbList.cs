using System.CommandLine;
using GanCmri.Cli.Verbs.Associate;

namespace GanCmri.Cli.Verbs;

/// <summary>Every verb of the command line, in the order of the help page.</summary>
internal static class VerbList
{
    public static IEnumerable<Command> All() =>
        [
            DemoVerb.Build(),
            StudioVerb.Build(),
            HeartVerb.Build(),
            StackVerb.Build(),
            CohortVerb.Build(),
            DatasetVerb.Build(),
            TrainVerb.Build(),
            ImportVerb.Build(),
            InspectVerb.Build(),
            ExportVerb.Build(),
            GenerateVerb.Build(),
            EncoderVerb.Build(),
            ProjectVerb.Build(),
            TrajectoryVerb.Build(),
            DirectionVerb.Build(),
            WhatIfVerb.Build(),
            ReportVerb.Build(),
            SuperresVerb.Build(),
            MeasureVerb.Build(),
            SegmenterVerb.Build(),
            PhantomVerb.Build(),
            AssociateVerb.Build(),
            PowerVerb.Build(),
            MetaVerb.Build(),
            AgreeVerb.Build(),
            MatchVerb.Build(),
            EvaluateVerb.Build(),
            AuditVerb.Build(),
            ReaderStudyVerb.Build(),
            GatherVerb.Build(),
            SlurmVerb.Build(),
        ];
}
