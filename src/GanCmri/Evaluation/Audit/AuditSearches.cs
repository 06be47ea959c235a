using System.Globalization;
using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>The searches that an audit concludes from, nearly all of its work: every frame of some sets among the frames of others. Each
/// frame's result depends on no other frame looked for.</summary>
internal sealed class AuditSearches
{
    /// <summary>Frames of each side among the training frames, training patients among the others; turned and mirrored too.</summary>
    public const string Holdout = "holdout",
        Train = "train",
        Synthetic = "synthetic";

    /// <summary>Real frames as they lie among those of each set: a patient is told by the picture as it lies, so nothing is
    /// turned.</summary>
    public const string TrainInSynthetic = "train in synthetic",
        TrainInTrain = "train in train",
        TrainInHoldout = "train in holdout",
        HoldoutInSynthetic = "holdout in synthetic",
        HoldoutInHoldout = "holdout in holdout",
        HoldoutInTrain = "holdout in train";

    private readonly Dictionary<string, Search> _searches;

    public AuditSearches(FrameSet train, FrameSet holdout, FrameSet synthetic, AuditView view)
    {
        Lazy<CopyIndex> trained = new(() => new CopyIndex(train, view)),
            unseen = new(() => new CopyIndex(holdout, view)),
            made = new(() => new CopyIndex(synthetic, view));
        _searches = new Dictionary<string, Search>
        {
            [Holdout] = new(trained, () => holdout.Frames),
            [Train] = new(trained, () => train.Frames, train.Patients),
            [Synthetic] = new(trained, () => synthetic.Frames),
            [TrainInTrain] = new(trained, () => train.Frames, train.Patients, Posed: false),
            [TrainInHoldout] = new(unseen, () => train.Frames, Posed: false),
            [HoldoutInHoldout] = new(unseen, () => holdout.Frames, holdout.Patients, Posed: false),
            [HoldoutInTrain] = new(trained, () => holdout.Frames, Posed: false),
            [TrainInSynthetic] = new(made, () => train.Frames, Posed: false),
            [HoldoutInSynthetic] = new(made, () => holdout.Frames, Posed: false),
        };
        foreach (var (number, disguise) in Disguise.All.Index())
            _searches[Planted(number)] = new Search(trained, () => PlantedShare.Disguised(train, PlantedShare.Chosen(train), disguise));
    }

    /// <summary>The names of all searches.</summary>
    public IEnumerable<string> Names => _searches.Keys;

    /// <summary>The search for copies planted in a disguise, by its number.</summary>
    public static string Planted(int disguise) => "planted " + disguise.ToString(CultureInfo.InvariantCulture);

    /// <summary>Does a search.</summary>
    public IReadOnlyList<Nearest> Find(string name) => Find(name, _ => true).Select(f => f.Nearest).ToArray();

    /// <summary>Does a search for some of its frames.</summary>
    /// <param name="name">The search.</param>
    /// <param name="wants">Which frames, by place.</param>
    public IEnumerable<FoundFrame> Find(string name, Func<int, bool> wants)
    {
        var search = _searches[name];
        var frames = search.Frames();
        int[] places = [.. Enumerable.Range(0, frames.Count).Where(wants)];
        if (places.Length == 0)
            return [];
        var found = search.Index.Value.Search(
            [.. places.Select(i => frames[i])],
            search.Without is { } without ? [.. places.Select(i => without[i])] : null,
            search.Posed
        );
        return places.Zip(found, (place, nearest) => new FoundFrame(place, nearest));
    }

    private sealed record Search(
        Lazy<CopyIndex> Index,
        Func<IReadOnlyList<GrayImage>> Frames,
        IReadOnlyList<string>? Without = null,
        bool Posed = true
    );
}

/// <summary>What a search found for a frame.</summary>
/// <param name="Place">The frame's place in its set.</param>
/// <param name="Nearest">The frame nearest to it.</param>
internal sealed record FoundFrame(int Place, Nearest Nearest);
