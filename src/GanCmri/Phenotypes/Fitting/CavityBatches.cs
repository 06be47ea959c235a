using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Endless random heart windows with cavity, epicardium and right ventricle, for the network that outlines.</summary>
internal sealed class CavityBatches(FrameTensors frames, int batchSize, int seed)
{
    // Sides of the training windows: the network then does not mind how much of the chest it sees.
    private static readonly int[] Sides = [96, 112, 128];

    // How much each structure counts where it was outlined.
    private static readonly float[] StructureWeights = [1f, 0.35f, 0.5f];

    private const double ShiftPx = 12;

    // Windows beside the heart, 60 to 150 mm away: livers and stomachs look like ventricles to a network that never saw them.
    private const double FarShare = 0.12;
    private const double NearestFarPx = 45;
    private const double FarthestPx = 110;

    private const double BendPx = 2.5;
    private const double CutShare = 0.15;

    private readonly FrameDeck _deck = new(frames.Piles, seed + 1);

    /// <summary>The batch of a step; about an eighth of the windows lie beside the heart.</summary>
    /// <param name="step">The step, 0 or above; never one before the last.</param>
    public TrainingBatch Of(int step)
    {
        using var scope = NewDisposeScope();
        using var generator = Seed.Torch(seed, "windows", step);
        var random = new Random((int)(Seed.Derive(seed, "poses", step) & int.MaxValue));
        _deck.MoveTo((long)step * batchSize);
        var side = Sides[random.Next(Sides.Length)];
        var picks = Enumerable.Range(0, batchSize).Select(_ => _deck.Next()).ToArray();
        var poses = picks.Select(p => Pose(p, random)).ToArray();
        var bend = randn([batchSize, 2, 5, 5], generator: generator);
        var windows = WindowSampler.Sample(frames.Take(picks), poses, side, bend, BendPx);
        foreach (var n in Enumerable.Range(0, batchSize).Where(_ => random.NextDouble() < CutShare))
            CutField(windows[n], side, random);
        var images = IntensityAugmentation.Apply(windows.narrow(1, 0, 1), generator);
        var weights = tensor(
            picks.SelectMany(p => StructureWeights.Zip(frames.Known[p], (w, known) => known ? w : 0f)).ToArray(),
            [batchSize, FrameTensors.Structures]
        );
        return new TrainingBatch(
            images.MoveToOuterDisposeScope(),
            windows.narrow(1, 1, FrameTensors.Structures).clone().MoveToOuterDisposeScope(),
            weights.MoveToOuterDisposeScope()
        );
    }

    // Fields of view end close to the heart in cropped pictures: one or two sides are blank, outlines too.
    private static void CutField(Tensor window, int side, Random random)
    {
        using var scope = NewDisposeScope();
        for (var cuts = random.Next(1, 3); cuts > 0; cuts--)
        {
            var (dimension, width) = (random.Next(1, 3), random.Next(1, side / 4));
            window.narrow(dimension, random.Next(2) == 0 ? 0 : side - width, width).zero_();
        }
    }

    private WindowPose Pose(int frame, Random random)
    {
        var around = frames.Hearts[frame];
        if (random.NextDouble() < FarShare)
        {
            var angle = 2 * Math.PI * random.NextDouble();
            var far = NearestFarPx + (FarthestPx - NearestFarPx) * random.NextDouble();
            around = new PolygonPoint(around.X + far * Math.Cos(angle), around.Y + far * Math.Sin(angle));
        }

        return WindowPose.Draw(random, around, ShiftPx, pixel: 1);
    }
}
