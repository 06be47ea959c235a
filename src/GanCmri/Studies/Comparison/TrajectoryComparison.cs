using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;
using static TorchSharp.torch;

namespace GanCmri.Studies.Comparison;

/// <summary>
/// The paper's evaluation of trajectories (Vukadinovic et al., PMLR 225, 2023, table 1) with every patient held out in turn: trajectories
/// are fitted to the other patients' cines and set off from the held-out patient's end-diastole. Sets of cines are compared in the features
/// of the segmenter's encoder, and by LV area over the cycle against the same patient's real cine.
/// </summary>
public sealed class TrajectoryComparison
{
    /// <summary>Patients that are needed: distances of sets take halves of two.</summary>
    public const int FewestPatients = 4;

    private readonly TrajectoryComparisonOptions _options;
    private readonly Segmenter _segmenter;
    private readonly FrameMaker _maker;

    /// <summary>Plans a comparison; nothing is computed yet.</summary>
    /// <param name="generator">The one the latents belong to.</param>
    /// <param name="segmenter">Measures all frames and gives the features.</param>
    /// <param name="options">Harmonics, crop, intervals.</param>
    public TrajectoryComparison(StyleGan2Generator generator, Segmenter segmenter, TrajectoryComparisonOptions options)
    {
        options.Validate();
        (_options, _segmenter) = (options, segmenter);
        _maker = new FrameMaker(generator, segmenter, options.FieldMm);
    }

    /// <summary>Makes and compares all sets.</summary>
    /// <param name="cines">Real cines of at least four patients.</param>
    /// <param name="progress">Told the frames finished.</param>
    /// <param name="cancellationToken">Stops at the next batch of frames.</param>
    /// <exception cref="InputException">Too few patients.</exception>
    public TrajectoryComparisonResult Run(
        IReadOnlyList<RealCine> cines,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var patients = cines.Select(c => c.Subject).Distinct().Count();
        if (patients < FewestPatients)
            throw new InputException(
                "cines",
                $"cines of at least {FewestPatients} patients, each held out in turn",
                $"{patients}",
                "project whole cines of more patients"
            );
        long done = 0,
            total = cines.Sum(c => (long)c.Frames.Count) * 8;
        void Made(int frames) => progress?.Report(new StageProgress("make and measure cines", done += frames, total, "frames"));

        cines = [.. cines.Select(c => c.FromEndDiastole())];
        (cines, var real) = Large(cines, [.. cines.Select(c => Moving(c, Measured(c.Frames)))]);
        RealCine[] timed =
        [
            .. cines.Zip(
                real.Cines,
                (c, m) => c with { Latents = c.Latents.WithEndSystole([.. m.Measures.Select(f => f.IsMeasured ? f.AreaPx : double.NaN)]) }
            ),
        ];
        List<MovingSet> sets =
        [
            real,
            new("reconstruction", [.. timed.Select(c => Moving(c, _maker.Make(c.Latents.Latents, Made, cancellationToken)))]),
        ];
        var fits = timed
            .Select(c => c.Subject)
            .Distinct()
            .ToDictionary(s => s, s => Fit([.. timed.Where(c => c.Subject != s).Select(c => c.Latents)]));
        foreach (var name in (string[])["ed-to-es", "frame-to-frame", "frame-to-frame, pca", "periodic"])
            sets.Add(
                new MovingSet(
                    name,
                    [.. timed.Select(c => Moving(c, _maker.Make(Way(fits[c.Subject][name], c.Latents), Made, cancellationToken)))]
                )
            );
        sets.Add(
            new MovingSet("ed-to-es, own", [.. timed.Select(c => Moving(c, _maker.Make(OwnLine(c.Latents), Made, cancellationToken)))])
        );
        sets.Add(
            new MovingSet(
                "periodic, own",
                [
                    .. timed.Select(c =>
                        Moving(
                            c,
                            _maker.Make(OwnCurve((PeriodicTrajectory)fits[c.Subject]["periodic"], c.Latents), Made, cancellationToken)
                        )
                    ),
                ]
            )
        );
        return new TrajectoryComparisonResult(sets, Distances(sets));

        IReadOnlyList<MeasuredFrame> Measured(IReadOnlyList<GrayImage> frames)
        {
            var measured = _maker.Measure(frames, cancellationToken);
            Made(frames.Count);
            return measured;
        }
    }

    private (IReadOnlyList<RealCine> Cines, MovingSet Real) Large(IReadOnlyList<RealCine> cines, MovingCine[] real)
    {
        var largest = real.GroupBy(c => c.Subject).ToDictionary(g => g.Key, g => g.Max(c => c.Measures[0].AreaPx));
        int[] kept =
        [
            .. Enumerable
                .Range(0, real.Length)
                .Where(i => real[i].Measures[0].AreaPx >= _options.LeastAreaShare * largest[real[i].Subject]),
        ];
        return ([.. kept.Select(i => cines[i])], new MovingSet("real", [.. kept.Select(i => real[i])]));
    }

    private Dictionary<string, Trajectory> Fit(LatentCine[] others)
    {
        var frame = FrameToFrame.Fit(others);
        return new Dictionary<string, Trajectory>
        {
            ["ed-to-es"] = EdToEs.Fit(others),
            ["frame-to-frame"] = frame,
            ["frame-to-frame, pca"] = new FrameToFrame(new PcaCorrection(CorrectionMode.Residual).Apply(frame.Transitions).Transitions),
            ["periodic"] = new PeriodicFit(_options.Harmonics).Fit(others).Average,
        };
    }

    private static float[][] Way(Trajectory trajectory, LatentCine cine) =>
        trajectory.Cine(cine.Latents[cine.EndDiastole], cine.Latents.Count);

    // The held-out heart's own end-systole is known as well.
    private static float[][] OwnLine(LatentCine cine) =>
        Way(
            new EdToEs(Vectors.Subtract(cine.Latents[cine.EndSystole ?? cine.FarthestFromEndDiastole()], cine.Latents[cine.EndDiastole])),
            cine
        );

    private static float[][] OwnCurve(PeriodicTrajectory average, LatentCine cine)
    {
        var systole = cine.EndSystole ?? cine.FarthestFromEndDiastole();
        var phase = cine.Phases[systole] - cine.Phases[cine.EndDiastole];
        return phase > 0
            ? TwoFrameMotion.Cine(average, cine.Latents[cine.EndDiastole], cine.Latents[systole], phase, cine.Latents.Count)
            : Way(average, cine);
    }

    private static MovingCine Moving(RealCine cine, IReadOnlyList<MeasuredFrame> frames) =>
        new(cine.Subject, [.. frames.Select(f => f.Image)], [.. frames.Select(f => f.Measures)]);

    // Every set against every other, and the halves of each against each other on the diagonal.
    private IReadOnlyList<DistanceRow> Distances(IReadOnlyList<MovingSet> sets)
    {
        var evaluator = new Evaluator(SegmenterFeatures.Name, frames => SegmenterFeatures.Extract(_segmenter, frames), _options.Evaluation);
        var comparison = new FeatureComparison("clips", SegmenterFeatures.Name, _options.Evaluation);
        var features = sets.Select(s => evaluator.FeaturesOf([.. s.Cines.Select(Clip)])).ToArray();
        var rows = new List<DistanceRow>();
        for (var a = 0; a < sets.Count; a++)
        {
            rows.Add(
                comparison.Halves(features[a]).Single(r => r.Measure == "frechet") with
                {
                    Comparison = $"{sets[a].Name} vs {sets[a].Name}",
                }
            );
            for (var b = a + 1; b < sets.Count; b++)
                rows.Add(comparison.Frechet($"{sets[a].Name} vs {sets[b].Name}", features[a], features[b]));
        }

        return rows;

        static CineSeries Clip(MovingCine cine) =>
            new(cine.Subject, 0, null, null, [.. cine.Frames.Select((f, i) => new CineFrame(f, i, ""))]);
    }
}
