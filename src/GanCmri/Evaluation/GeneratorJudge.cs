using GanCmri.Evaluation.Audit;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Store;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Statistics;

namespace GanCmri.Evaluation;

/// <summary>
/// Judges a generator while it learns: distances to the frames of validation patients in the features of the segmenter's encoder (the
/// paper's cFID idea), so that a generator that repeats its training patients does not win.
/// </summary>
public sealed class GeneratorJudge
{
    /// <summary>Frames a judgement takes from the generator.</summary>
    public const int Samples = 256;

    private const int FewestPatients = 3,
        LargestTraining = 600,
        Neighbours = 3,
        Pairs = 12;

    private readonly Segmenter _segmenter;
    private readonly FrameSet _training;
    private readonly FeatureSet _validation;
    private readonly double _frechetOfReal,
        _kernelOfReal;

    private GeneratorJudge(Segmenter segmenter, FrameSet training, FrameSet validation)
    {
        (_segmenter, _training, _validation) = (segmenter, training, Features(segmenter, validation));
        var real = Features(segmenter, Thinned(training));
        _frechetOfReal = FrechetDistance.Between(_validation.Rows, real.Rows);
        _kernelOfReal = Kernel(_validation, real);
    }

    /// <summary>A judge by a store's own split; null if it has fewer than three validation or training patients or too few validation
    /// frames to be each other's neighbours, or frames of another size than 64 or 128.</summary>
    /// <param name="store">Read now, not kept.</param>
    /// <param name="segmenter">Gives the features; kept by the caller.</param>
    public static GeneratorJudge? Of(FrameStore store, Segmenter segmenter)
    {
        var (training, validation) = (Frames(store, DataSplit.Train), Frames(store, DataSplit.Validation));
        if (store.Resolution is not (64 or 128) || training is null || validation is null)
            return null;
        if (validation.Patients.Count - validation.Patients.CountBy(p => p).Max(p => p.Value) < Neighbours)
            return null;
        return new GeneratorJudge(segmenter, training, validation);
    }

    /// <summary>Judges generated frames.</summary>
    /// <param name="frames">At least four, [-1, 1], of the store's size; each counts as a subject.</param>
    public GeneratorScore Score(IReadOnlyList<GrayImage> frames)
    {
        var fakes = Features(_segmenter, Subjects(frames));
        var near = Neighbourhoods.Of(_validation, fakes, Neighbours);
        return new GeneratorScore(
            Kernel(_validation, fakes),
            _kernelOfReal,
            FrechetDistance.Between(_validation.Rows, fakes.Rows),
            _frechetOfReal,
            near.Precision,
            near.Recall
        );
    }

    /// <summary>Writes generated frames, each left of the training frame that is nearest in pixels (shift, turn, mirror, brightness and
    /// contrast do not count), as PNG.</summary>
    /// <param name="frames">The first dozen is shown.</param>
    /// <param name="path">File to write.</param>
    public void SaveNeighbours(IReadOnlyList<GrayImage> frames, string path)
    {
        GrayImage[] shown = [.. frames.Take(Pairs)];
        var nearest = new CopyIndex(_training, AuditView.Pixels).Search(shown);
        PngPictures.SaveGrid(
            [.. shown.Zip(nearest, (f, n) => (GrayImage[])[f, _training.Frames[n.Index]]).SelectMany(p => p)],
            6,
            GrayRange.Signed,
            path
        );
    }

    private static FrameSet? Frames(FrameStore store, DataSplit side)
    {
        var indices = store.Indices(side);
        string[] patients = [.. indices.Select(i => store.Rows[i].Subject)];
        return patients.Distinct().Count() < FewestPatients ? null : new FrameSet([.. indices.Select(store.Read)], patients);
    }

    // Every k-th frame: neighbours in a cine are alike, and the training frames' own distance is needed once, not exactly.
    private static FrameSet Thinned(FrameSet set)
    {
        var every = (set.Frames.Count + LargestTraining - 1) / LargestTraining;
        int[] kept = [.. Enumerable.Range(0, set.Frames.Count).Where(i => i % every == 0)];
        return new FrameSet([.. kept.Select(i => set.Frames[i])], [.. kept.Select(i => set.Patients[i])]);
    }

    private static FrameSet Subjects(IReadOnlyList<GrayImage> frames) =>
        new(frames, [.. Enumerable.Range(0, frames.Count).Select(i => $"{i}")]);

    private static FeatureSet Features(Segmenter segmenter, FrameSet set) =>
        new([.. SegmenterFeatures.Extract(segmenter, set.Frames).Select(f => Array.ConvertAll(f, v => (double)v))], set.Patients);

    private static double Kernel(FeatureSet a, FeatureSet b) => new KernelDistance(a.Rows, a.Patients, b.Rows, b.Patients).Value;
}
