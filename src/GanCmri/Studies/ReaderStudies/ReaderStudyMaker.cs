using GanCmri.Runtime;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>Real and synthetic pictures or cines in, a blinded study out.</summary>
internal static class ReaderStudyMaker
{
    // Streams of random numbers.
    private const int Choice = 1,
        Noise = 2;

    /// <summary>Makes a study.</summary>
    /// <param name="options">Sources, number, size, seed.</param>
    /// <param name="note">Told what weakens the study.</param>
    /// <param name="progress">Told the items made.</param>
    /// <param name="cancellation">Stops between items.</param>
    /// <exception cref="InputException">A source cannot be read or has too little, or options contradict each other.</exception>
    public static ReaderStudy Make(
        ReaderStudyOptions options,
        Action<string> note,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ReaderStudyCheck.Options(options);
        SyntheticFolder[] sources = [new(Candidate.Real, options.Real), .. options.Synthetic];
        var files = sources
            .Select(
                (source, i) =>
                    CandidateFiles.Read(
                        source.Name,
                        source.Path,
                        i == 0 ? options.Split : null,
                        options.Task,
                        new RandomStream(options.Seed, Choice, i)
                    )
            )
            .ToArray();
        using var hearts = options.Hearts is { } make ? new MadeHearts(make, options.Task) : null;
        var count = ReaderStudyCheck.Count(options, sources, files, hearts);
        files = Array.ConvertAll(files, f => f[..count]);
        var side = ReaderStudyCheck.Side(options, files, hearts, note);
        ReaderStudyCheck.Tell(files, note);
        var noise = new RandomStream(options.Seed, Noise);
        var sets = new List<PlainSet>();
        for (var i = 0; i < count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var shown = files.Select(f => f[i]).ToList();
            var frames = shown.Min(c => c.Frames.Count);
            if (hearts is not null)
                shown.AddRange(hearts.Make(i, frames, cancellation));
            sets.Add(PlainPixels.Of(shown, frames, side, noise));
            progress?.Report(new StageProgress("reader-study", i + 1, count, "items"));
        }

        return Blinding.Of(options.Task, side, sets, options.Seed);
    }
}
