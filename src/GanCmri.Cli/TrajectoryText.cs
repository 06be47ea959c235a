using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli;

/// <summary>Trajectories and directions in words and numbers.</summary>
internal static class TrajectoryText
{
    public static void Print(TrajectoryFile file, TextWriter text)
    {
        text.WriteLine(
            $"{file.Trajectory.Kind.Word()}: {file.Trajectory.Length} numbers a latent ({file.Layers} "
                + $"{(file.Layers == 1 ? "layer, W" : "layers, W+")}), from {file.Provenance.Cines} cines of "
                + $"{file.Provenance.Subjects} subjects"
        );
        if (file.Correction is { } c)
        {
            text.WriteLine(
                $"correction {c.Mode}, {c.Components} components ({c.ExplainedVarianceRatio.Take(c.Components).Sum():P1} of the "
                    + $"variance): amplitude kept {c.AmplitudeKept:P1}, loop closure {c.LoopClosureBefore:G4} -> {c.LoopClosureAfter:G4}"
            );
        }

        if (file.Trajectory is PeriodicTrajectory p)
            text.WriteLine(
                $"{p.Harmonics} harmonics; over hearts: amplitude 1 +- {p.AmplitudeSd:F3}, timing +- {p.TimingSd:P1} of the cycle"
            );
        if (file.Trajectory is FrameToFrame f)
            Print(TransitionDescription.Of(f.Transitions), text);
        if (file.Trajectory is FrameToFrame { Transitions: var k } && file.EdToEs is { } es)
            text.WriteLine($"reaches {TransitionDescription.PeakAlong(k, es.Direction):F3} of the ED-to-ES direction");
        if (file.EdToEs is { } edToEs)
            Print(
                new DirectionSet(
                    ["ED-to-ES"],
                    [
                        [.. edToEs.Direction],
                    ]
                ),
                text
            );
    }

    public static void Print(ReleasedDirections folder, TextWriter text)
    {
        text.WriteLine(
            $"{folder.Transitions.Count} transitions and {folder.Named.Names.Count} named directions of {folder.Layers} layers; "
                + $"largest difference between layers {folder.LayerSpread:G2}"
        );
        if (folder.Transitions.Count > 0)
            Print(TransitionDescription.Of(folder.Transitions), text);
        Print(folder.Named, text);
        var time = folder.Named.Names.ToList().IndexOf(ReleasedDirections.TimeName);
        if (time >= 0 && folder.Transitions.Count > 0)
            text.WriteLine(
                $"transitions reach {TransitionDescription.PeakAlong(folder.Transitions, folder.Named.Directions[time]):F3} of "
                    + $"{ReleasedDirections.TimeName}"
            );
    }

    public static void Print(DirectionSet set, TextWriter text)
    {
        for (var i = 0; i < set.Names.Count; i++)
        {
            text.WriteLine($"{set.Names[i]}: norm {set.Norms()[i]:F4}, {set.Directions[i].Length} numbers");
            for (var j = 0; j < i; j++)
                text.WriteLine($"  cosine with {set.Names[j]}: {set.Cosine(i, j):F4}");
        }
    }

    public static void Print(PhenotypeDirection d, TextWriter text) =>
        text.WriteLine(
            $"{d.Phenotype}, {d.Method}: {d.Low} low and {d.High} high about {d.Threshold:G5}, groups differ by {d.Contrast:G4}; norm "
                + $"{new DirectionSet([d.Phenotype], [ [.. d.Vector] ]).Norms()[0]:F4}, {d.Vector.Count} numbers"
        );

    private static void Print(TransitionDescription d, TextWriter text)
    {
        text.WriteLine(
            $"{d.Count} transitions of {d.Length} numbers, rank {d.Rank}; norms {d.MinNorm:F3} to {d.MaxNorm:F3}, mean {d.MeanNorm:F3}"
        );
        text.WriteLine(
            $"peak displacement {d.PeakDisplacement:F3} at frame {d.PeakFrame}; loop closure error {d.LoopClosureError:G3} "
                + $"({d.LoopClosureError / d.PathLength:P2} of the path)"
        );
        if (d.AlreadyRemovedComponents is { } n)
            text.WriteLine(
                $"already corrected: zero sum and rank {d.Rank} = {d.Count} - 1 - {n}, as after removing the mean and {n} components"
            );
    }
}
