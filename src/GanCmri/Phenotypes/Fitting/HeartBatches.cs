using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Endless random whole fields of view with a warm spot on the cavity's centre, for the network that finds the heart.</summary>
internal sealed class HeartBatches : IDisposable
{
    private const double ShiftPx = 45;
    private readonly FrameTensors _frames;
    private readonly Tensor _small;
    private readonly int _batchSize,
        _seed;
    private readonly FrameDeck _deck;

    public HeartBatches(FrameTensors frames, int batchSize, int seed)
    {
        (_frames, _batchSize, _seed) = (frames, batchSize, seed);
        _deck = new FrameDeck(frames.Piles, seed + 1);
        using var scope = NewDisposeScope();
        _small = functional.avg_pool2d(frames.Stack.narrow(1, 0, 1).to(float32), 2).DetachFromDisposeScope();
    }

    /// <summary>The batch of a step.</summary>
    /// <param name="step">The step, 0 or above; never one before the last.</param>
    public TrainingBatch Of(int step)
    {
        using var scope = NewDisposeScope();
        using var generator = Seed.Torch(_seed, "fields", step);
        var random = new Random((int)(Seed.Derive(_seed, "poses", step) & int.MaxValue));
        _deck.MoveTo((long)step * _batchSize);
        var picks = Enumerable.Range(0, _batchSize).Select(_ => _deck.Next()).ToArray();
        var middle = new PolygonPoint((FrameTensors.Side - 1) / 2.0, (FrameTensors.Side - 1) / 2.0);
        const double pixel = FrameTensors.Side / (double)CavityLocator.Side; // frame px a px of the finder
        var poses = picks.Select(_ => WindowPose.Draw(random, middle, ShiftPx, pixel / 2)).ToArray();

        // The poses are in frame px; sampling is from the half-size copies at twice the finder's resolution, then averaged.
        var halves = Array.ConvertAll(
            poses,
            p => p with { X = (p.X + 0.5) / 2 - 0.5, Y = (p.Y + 0.5) / 2 - 0.5, Xx = p.Xx / 2, Xy = p.Xy / 2, Yx = p.Yx / 2, Yy = p.Yy / 2 }
        );
        var fields = WindowSampler.Sample(
            _small.index_select(0, tensor(Array.ConvertAll(picks, p => (long)p))),
            halves,
            2 * CavityLocator.Side,
            bend: null,
            bendPx: 0
        );
        var images = IntensityAugmentation.Apply(functional.avg_pool2d(fields, 2), generator);
        var targets = stack(picks.Select((p, i) => Spot(poses[i].ToWindow(_frames.Centres[p]))));
        var weights = tensor(picks.Select(p => _frames.Known[p][0] ? 1f : 0f).ToArray(), [_batchSize, 1]);
        return new TrainingBatch(images.MoveToOuterDisposeScope(), targets.MoveToOuterDisposeScope(), weights.MoveToOuterDisposeScope());
    }

    public void Dispose() => _small.Dispose();

    // offset: from the window's centre in px of twice the finder's resolution; NaN gives an empty map.
    private static Tensor Spot(PolygonPoint offset)
    {
        const double SigmaPx = 2;
        var (cx, cy) = (CavityLocator.Side / 2.0 - 0.5 + offset.X / 2, CavityLocator.Side / 2.0 - 0.5 + offset.Y / 2);
        var values = new float[CavityLocator.Side * CavityLocator.Side];
        if (!double.IsNaN(cx))
        {
            for (var i = 0; i < values.Length; i++)
            {
                var (dx, dy) = (i % CavityLocator.Side - cx, i / CavityLocator.Side - cy);
                values[i] = (float)Math.Exp(-(dx * dx + dy * dy) / (2 * SigmaPx * SigmaPx));
            }
        }

        return tensor(values, [1, CavityLocator.Side, CavityLocator.Side]);
    }
}
