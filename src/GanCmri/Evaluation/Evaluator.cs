using GanCmri.Imaging;
using GanCmri.Statistics;
using MathNet.Numerics.Random;

namespace GanCmri.Evaluation;

/// <summary>Compares real with synthetic frames and clips in the features of some extractor.</summary>
/// <param name="extractor">The extractor's name, written into every row.</param>
/// <param name="extract">Features of each frame: as many arrays as frames, all of one length.</param>
/// <param name="options">Null for the defaults.</param>
internal sealed class Evaluator(string extractor, Func<IReadOnlyList<GrayImage>, float[][]> extract, EvaluationOptions? options = null)
{
    private readonly EvaluationOptions _options = options ?? new EvaluationOptions();

    /// <summary>What sees the clips; null: the frames' features, pooled so that their order matters.</summary>
    public ClipExtractor? Clips { get; init; }

    /// <summary>Which side of a split the real set is, written into every row: "validation", "test", ...; "" if none.</summary>
    public string Split { get; init; } = "";

    /// <summary>Features of frames.</summary>
    public FeatureSet FeaturesOf(FrameSet frames) =>
        new([.. extract(frames.Frames).Select(f => Array.ConvertAll(f, v => (double)v))], frames.Patients);

    /// <summary>Features of clips, 16 frames each.</summary>
    public FeatureSet FeaturesOf(IReadOnlyList<CineSeries> clips) =>
        new(
            Clips is { } own
                ? [.. own.Extract(clips).Select(f => Array.ConvertAll(f, v => (double)v))]
                :
                [
                    .. clips.Select(clip =>
                        ClipFeatures.Pool(extract([.. ClipFeatures.Places(clip.Frames.Count).Select(i => clip.Frames[i].Image)]))
                    ),
                ],
            [.. clips.Select(clip => clip.Subject)]
        );

    /// <summary>Distances of frames, beside what real patients amount to.</summary>
    /// <param name="real">At least 4 patients that were not trained on.</param>
    /// <param name="synthetic">At least 2 subjects.</param>
    /// <param name="trained">The patients trained on, at least 2: their own distances to the real ones, and the ratios; null:
    /// unknown.</param>
    public IReadOnlyList<DistanceRow> CompareFrames(FrameSet real, FrameSet synthetic, FrameSet? trained = null) =>
        Compare("frames", extractor, FeaturesOf(real), FeaturesOf(synthetic), trained is null ? null : FeaturesOf(trained));

    /// <summary>The same of clips.</summary>
    /// <param name="real">At least 4 patients that were not trained on.</param>
    /// <param name="synthetic">At least 2 subjects.</param>
    /// <param name="trained">Clips of the patients trained on, at least 2; null: unknown.</param>
    public IReadOnlyList<DistanceRow> CompareClips(
        IReadOnlyList<CineSeries> real,
        IReadOnlyList<CineSeries> synthetic,
        IReadOnlyList<CineSeries>? trained = null
    ) => Compare("clips", Clips?.Name ?? extractor, FeaturesOf(real), FeaturesOf(synthetic), trained is null ? null : FeaturesOf(trained));

    /// <summary>
    /// What the clip distance makes of spoilt clips: real halves of the patients against the other halves as they are ("untouched") and
    /// spoilt in each way; mean and range over random splits. A control that is not above "untouched" shows what this extractor cannot see.
    /// </summary>
    /// <param name="real">Cines of at least 4 patients.</param>
    public IReadOnlyList<DistanceRow> Controls(IReadOnlyList<CineSeries> real)
    {
        var untouched = FeaturesOf(real);
        if (untouched.PatientCount < 4)
            throw new ArgumentException($"expected at least 4 real patients to split, found {untouched.PatientCount}");
        var random = new Xoshiro256StarStar(_options.Seed);
        var splits = Enumerable.Range(0, _options.Splits).Select(_ => PatientResampling.Shuffled(random, untouched.PatientCount)).ToArray();
        return
        [
            Control("untouched", untouched),
            .. Enum.GetValues<ClipControl>().Select(c => Control(c.ToString().ToLowerInvariant(), Spoilt(c))),
        ];

        FeatureSet Spoilt(ClipControl control) =>
            FeaturesOf([.. real.Select((clip, i) => ClipControls.Apply(control, clip, unchecked(_options.Seed + 7919 * i)))]);

        DistanceRow Control(string name, FeatureSet spoilt)
        {
            var half = untouched.PatientCount / 2;
            var pairs = splits.Select(order => (A: untouched.Of(order[..half]), B: spoilt.Of(order[half..]))).ToArray();
            var values = pairs.Select(p => FrechetDistance.Between(p.A.Rows, p.B.Rows)).ToArray();
            var sorted = values.Order().ToArray();
            var tail = (1 - _options.Level) / 2;
            return new DistanceRow
            {
                Comparison = "real half vs " + name,
                Measure = "frechet",
                Unit = "clips",
                Extractor = Clips?.Name ?? extractor,
                Value = values.Average(),
                Lower = Summary.QuantileOfSorted(sorted, tail),
                Upper = Summary.QuantileOfSorted(sorted, 1 - tail),
                Split = Split,
                CountA = pairs[0].A.Rows.Count,
                PatientsA = half,
                CountB = pairs[0].B.Rows.Count,
                PatientsB = pairs[0].B.PatientCount,
            };
        }
    }

    private IReadOnlyList<DistanceRow> Compare(string unit, string source, FeatureSet real, FeatureSet synthetic, FeatureSet? trained)
    {
        var comparison = new FeatureComparison(unit, source, _options);
        IReadOnlyList<DistanceRow> references = trained is null
            ? []
            : comparison.Compare($"real train to real {(Split.Length > 0 ? Split : "others")}", real, trained);
        IReadOnlyList<DistanceRow> ratios = trained is null ? [] : comparison.Ratios(real, synthetic, trained);
        return
        [
            .. (
                (IReadOnlyList<DistanceRow>)
                    [
                        .. comparison.Compare("real vs synthetic", real, synthetic),
                        .. ratios,
                        .. references,
                        .. comparison.LeftOut(real),
                        .. comparison.Halves(real),
                    ]
            ).Select(row => row with { Split = Split }),
        ];
    }
}
