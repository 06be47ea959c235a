using System.Diagnostics;
using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents;

/// <summary>A batch of images on their way to their latents.</summary>
internal sealed class ProjectionBatch
{
    private readonly StyleGan2Generator _generator;
    private readonly ProjectorOptions _options;
    private readonly WStatistics _statistics;
    private readonly Func<Tensor, Tensor>? _features;
    private readonly IReadOnlyList<float[]> _images;
    private readonly IReadOnlyList<float[]>? _starts;
    private readonly Device _device;
    private readonly int _layers;

    public ProjectionBatch(
        StyleGan2Generator generator,
        ProjectorOptions options,
        WStatistics statistics,
        Func<Tensor, Tensor>? features,
        IReadOnlyList<float[]> images,
        IReadOnlyList<float[]>? starts
    )
    {
        (_generator, _options, _statistics, _features, _images, _starts) = (generator, options, statistics, features, images, starts);
        _device = generator.parameters().First().device;
        _layers = options.Space == LatentSpace.W ? 1 : generator.NumWs;
    }

    /// <summary>Optimises until every image has ended. <paramref name="report"/> is told how many have.</summary>
    public Projection[] Run(Action<int> report, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        var targets = Images(Enumerable.Range(0, _images.Count));
        var targetFeatures = TargetFeatures(targets);
        using var random = new TorchSharp.torch.Generator((ulong)_options.Seed);
        var maps = _options.OptimiseNoise ? NoiseMaps.Draw(_generator, _images.Count, random) : [];
        string[] layers = [.. maps.Keys];
        var adam = new BatchAdam([Start(), .. layers.Select(l => maps[l])]);
        var active = Enumerable.Range(0, _images.Count).Select(i => new Running(i, _options)).ToList();
        var results = new Projection[_images.Count];
        for (var step = 0; active.Count > 0; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var losses = Step(adam, layers, targets, targetFeatures, active, step, random);
            var share = Stopwatch.GetElapsedTime(started).TotalSeconds / active.Count;
            for (var i = 0; i < active.Count; i++)
                active[i].Take(losses[i], step, share, _options);
            if (active.Exists(a => a.End == step + 1))
            {
                Finish(adam.Values[0], active, step + 1, results);
                long[] keep = [.. Enumerable.Range(0, active.Count).Where(i => active[i].End > step + 1).Select(i => (long)i)];
                active.RemoveAll(a => a.End == step + 1);
                if (active.Count == 0)
                    break;
                adam.Keep(keep);
                targets = Images(active.Select(a => a.Image));
                targetFeatures = TargetFeatures(targets);
            }

            report(_images.Count - active.Count);
        }

        report(_images.Count);
        return results;
    }

    private float[] Step(
        BatchAdam adam,
        string[] layers,
        Tensor targets,
        Tensor? targetFeatures,
        List<Running> active,
        int step,
        TorchSharp.torch.Generator random
    )
    {
        using var scope = NewDisposeScope();
        var inputs = adam.Values.Select(v => v.detach().requires_grad_(true)).ToArray();
        var w = inputs[0];
        var wNoise = ProjectionSchedule.NoiseScale(_options, step, _statistics.Std);
        if (wNoise > 0)
            w = w.Plus(randn([1, 1, w.shape[2]], generator: random).to(_device).Times(wNoise));
        var maps = layers.Select((layer, i) => (layer, map: inputs[i + 1])).ToDictionary(x => x.layer, x => x.map);
        // Gradients of noise maps take libtorch's way.
        using var recorded = layers.Length > 0 ? null : LatentBatch.Record(_generator, w);
        var images = recorded?.Images ?? _generator.Synthesis.Forward(LatentBatch.ForLayers(_generator, w), Noise.Given(maps));
        var loss = images.Minus(targets).Squared().mean([1, 2, 3]).Times(_options.PixelWeight);
        if (targetFeatures is not null)
            loss = loss.Plus(_features!(images).Minus(targetFeatures).Squared().sum(1).Times(_options.PerceptualWeight));
        var total = loss.sum();
        foreach (var map in maps.Values)
            total = total.Plus(NoiseMaps.Regulariser(map).sum().Times(_options.NoiseRegularisation));
        adam.Step(
            recorded is null ? [.. autograd.grad([total], inputs)] : [LatentBatch.Gradient(recorded, w, total)],
            [.. active.Select(a => (float)ProjectionSchedule.LearningRate(_options, step, a.End))]
        );
        using var noGrad = no_grad();
        for (var i = 0; i < layers.Length; i++)
            adam.Values[i + 1].copy_(NoiseMaps.Normalised(adam.Values[i + 1]));
        return loss.Numbers();
    }

    private void Finish(Tensor w, List<Running> active, int steps, Projection[] results)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        for (var i = 0; i < active.Count; i++)
        {
            if (active[i].End != steps)
                continue;
            var own = w[i].unsqueeze(0);
            var image = _generator.Synthesis.Forward(own.expand(-1, _generator.NumWs, -1)).Numbers();
            results[active[i].Image] = new Projection(
                own.Numbers(),
                ImageQuality.Between(image, _images[active[i].Image], _generator.Options.Resolution),
                steps,
                active[i].Seconds
            );
        }
    }

    private Tensor Images(IEnumerable<int> which)
    {
        var size = _generator.Options.Resolution;
        float[][] rows = [.. which.Select(i => _images[i])];
        return tensor(rows.SelectMany(x => x).ToArray(), rows.Length, _generator.Options.Channels, size, size).to(_device);
    }

    private Tensor? TargetFeatures(Tensor targets)
    {
        if (_features is null || _options.PerceptualWeight == 0)
            return null;
        using var noGrad = no_grad();
        return _features(targets);
    }

    private Tensor Start()
    {
        using var scope = NewDisposeScope();
        var width = _statistics.Mean.Count;
        var rows = (_starts ?? Enumerable.Repeat((float[])[.. _statistics.Mean], _images.Count)).SelectMany(s => s).ToArray();
        var start = tensor(rows, _images.Count, rows.Length / width / _images.Count, width).to(_device);
        return (start.shape[1] == _layers ? start.clone() : start[TensorIndex.Colon, 0..1].repeat(1, _layers, 1)).MoveToOuterDisposeScope();
    }

    private sealed class Running(int image, ProjectorOptions options)
    {
        private readonly Plateau _plateau = new(options.PlateauSteps, options.PlateauGain);

        public int Image { get; } = image;

        public int End { get; private set; } = options.Steps;

        public double Seconds { get; private set; }

        public void Take(double loss, int step, double seconds, ProjectorOptions options)
        {
            Seconds += seconds;
            if (options.PlateauGain == 0 || !_plateau.Reached(loss) || step < options.NoiseRamp * options.Steps && options.InitialNoise > 0)
                return;
            End = Math.Min(End, step + 1 + (int)(options.RampDown * options.Steps));
        }
    }
}
