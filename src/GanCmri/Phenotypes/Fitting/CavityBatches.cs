using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Endless random heart windows with cavity and epicardium, for the network that outlines.</summary>
internal sealed class CavityBatches(FrameTensors frames, int batchSize, int seed) : IDisposable
{
    // Sides of the training windows: the network then does not mind how much of the chest it sees.
    private static readonly int[] Sides = [96, 112, 128];

    private const double ShiftPx = 12;
    private const double FarShare = 0.03;
    private const double FarPx = 80;
    private const double BendPx = 2.5;
    private const float EpicardiumWeight = 0.35f;

    private readonly Random _random = new(seed);
    private readonly Generator _generator = new((ulong)seed, CPU);
    private readonly FrameDeck _deck = new(frames.Centres.Count, seed + 1);

    /// <summary>The next batch; about 3 % of the windows lie beside the heart and hold no cavity.</summary>
    public TrainingBatch Next()
    {
        using var scope = NewDisposeScope();
        var side = Sides[_random.Next(Sides.Length)];
        var picks = Enumerable.Range(0, batchSize).Select(_ => _deck.Next()).ToArray();
        var poses = picks.Select(Pose).ToArray();
        var bend = randn([batchSize, 2, 5, 5], generator: _generator);
        var windows = WindowSampler.Sample(frames.Stack.index_select(0, tensor(Array.ConvertAll(picks, p => (long)p))), poses, side, bend, BendPx);
        var images = IntensityAugmentation.Apply(windows.narrow(1, 0, 1), _generator);
        var weights = tensor(picks.SelectMany(p => (float[])[1f, frames.HasEpicardium[p] ? EpicardiumWeight : 0f]).ToArray(), [batchSize, 2]);
        return new TrainingBatch(
            images.MoveToOuterDisposeScope(), windows.narrow(1, 1, 2).clone().MoveToOuterDisposeScope(), weights.MoveToOuterDisposeScope());
    }

    public void Dispose() => _generator.Dispose();

    private WindowPose Pose(int frame)
    {
        var middle = (frames.Side - 1) / 2.0;
        var centre = frames.Centres[frame];
        var around = double.IsNaN(centre.X) ? new PolygonPoint(middle, middle) : centre;
        if (_random.NextDouble() < FarShare)
        {
            var angle = 2 * Math.PI * _random.NextDouble();
            around = new PolygonPoint(around.X + FarPx * Math.Cos(angle), around.Y + FarPx * Math.Sin(angle));
        }

        return WindowPose.Draw(_random, around, ShiftPx, pixel: 1);
    }
}
