using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>Whether a study can be made as asked, and what weakens it.</summary>
internal static class ReaderStudyCheck
{
    private const int SmallestSide = 16,
        FewestItems = 2;

    /// <summary>Options alone.</summary>
    /// <exception cref="InputException">They contradict each other.</exception>
    public static void Options(ReaderStudyOptions options)
    {
        string[] names = [.. options.Synthetic.Select(s => s.Name), .. options.Hearts is { } h ? Made(options.Task, h) : []];
        if (names.Length == 0)
            throw new InputException(
                "gancmri reader-study make",
                "--synthetic or --seeds",
                "neither",
                "say where synthetic hearts come from"
            );
        if (options.Task == ReaderTask.Pairs && names.Length > 1)
            throw new InputException(
                "gancmri reader-study make",
                "one synthetic source for pairs",
                $"{names.Length}",
                "give one --synthetic or --seeds, or ask for --task ranking"
            );
        if (names.Length >= ReaderStudyOptions.MostVideos)
            throw new InputException(
                "gancmri reader-study make",
                $"at most {ReaderStudyOptions.MostVideos} videos beside each other",
                $"{names.Length + 1}",
                "leave sources out"
            );
        if (names.Append(Candidate.Real).GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException(
                "--synthetic",
                "a name of its own for each source",
                $"'{twice.Key}' twice",
                "give names, e.g. --synthetic ours=FOLDER"
            );
        if (options.Hearts is { Seeds: var seeds } && seeds.Distinct().Count() < seeds.Count)
            throw new InputException("--seeds", "every seed once", "some twice", "correct it");
        if (options.Items < FewestItems)
            throw new InputException("--items", $"at least {FewestItems}", $"{options.Items}", "ask for more");
    }

    /// <summary>How many items there are.</summary>
    /// <exception cref="InputException">A source has too little.</exception>
    public static int Count(ReaderStudyOptions options, SyntheticFolder[] sources, Candidate[][] files, MadeHearts? hearts)
    {
        var most = files.Min(f => f.Length);
        var scarce = sources[Array.FindIndex(files, f => f.Length == most)].Path;
        if (hearts is { Items: var items } && items < most)
            (most, scarce) = (items, "--seeds");
        var wanted = options.Items ?? Math.Max(FewestItems, Math.Min(most, options.UsualItems));
        if (wanted <= most)
            return wanted;
        var unit = options.Task == ReaderTask.Pairs ? "pictures" : "cines";
        throw scarce == "--seeds"
            ? new InputException(
                scarce,
                $"{wanted * hearts!.Sources} seeds, one for every heart that is shown",
                $"enough for {most} items",
                "give more seeds, or fewer --items"
            )
            : new InputException(scarce, $"{wanted} {unit}", $"{most}", "give more, or fewer --items");
    }

    /// <summary>The side of all pictures: nothing is made larger, which would blur it and so give it away.</summary>
    /// <exception cref="InputException">It is too small, or larger than the smallest source.</exception>
    public static int Side(ReaderStudyOptions options, Candidate[][] files, MadeHearts? hearts, Action<string> note)
    {
        int[] sides = [.. files.SelectMany(f => f.Select(c => c.Side)), .. hearts is null ? (int[])[] : [hearts.Side]];
        var (least, most) = (sides.Min(), sides.Max());
        var side = options.Side ?? least;
        if (side < SmallestSide || side > least)
        {
            throw new InputException(
                options.Side is null ? "pictures" : "--side",
                $"{SmallestSide} pixels or more, and no more than the smallest picture has ({least})",
                $"{side}",
                "nothing is made larger, which would blur it and so give it away"
            );
        }

        if (most > least)
            note(
                $"pictures of {least} to {most} pixels a side are all brought to {side}: see that they show the same field, as heart "
                    + "crops of gancmri dataset do"
            );
        return side;
    }

    /// <summary>What readers could recognise.</summary>
    public static void Tell(Candidate[][] files, Action<string> note)
    {
        // Of synthetic ones a folder of loose pictures does not tell which heart is which.
        var subjects = files[0].Select(c => c.Subject).Distinct().Count();
        if (subjects < files[0].Length)
            note($"{files[0].Length} real items are of {subjects} {(subjects == 1 ? "subject" : "subjects")}: readers may recognise them");

        var uneven = Enumerable.Range(0, files[0].Length).Count(i => files.Select(f => f[i].Frames.Count).Distinct().Count() > 1);
        if (uneven > 0)
            note(
                $"in {uneven} sets cines of several numbers of frames stand beside each other; the longer ones are interpolated in "
                    + "time, which may show: prefer sources of one number"
            );
    }

    private static IEnumerable<string> Made(ReaderTask task, HeartsToMake hearts) =>
        task == ReaderTask.Pairs ? [MadeHearts.Pictures] : hearts.Motions.Select(m => Trajectories.Motion.MotionWords.Word(m));
}
