using System.Globalization;
using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Runtime;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>Pictures and cines in files, in random order: a subject after another, of each a slice after another.</summary>
internal static class CandidateFiles
{
    private const int FewestFrames = 4;

    /// <summary>Reads a source.</summary>
    /// <param name="source">Its name.</param>
    /// <param name="path">Store, folder or .npy file.</param>
    /// <param name="split">Which frames of a store.</param>
    /// <param name="task">Pictures or cines.</param>
    /// <param name="random">Orders them.</param>
    /// <exception cref="InputException">Nothing there that can be shown.</exception>
    public static Candidate[] Read(string source, string path, DataSplit? split, ReaderTask task, RandomStream random)
    {
        var cines = CropReader.ReadAnySize(path, split);
        var bySubject = Deck.Shuffled(cines.GroupBy(c => c.Subject), random)
            .Select(subject => Deck.InTurns([.. Deck.Shuffled(subject, random).Select(c => Of(source, c, task, random))]).ToArray())
            .ToArray();
        Candidate[] found = [.. Deck.InTurns(bySubject)];
        return found.Length > 0
            ? found
            : throw new InputException(path, $"cines of {FewestFrames} frames or more", "none", "give cines, or ask for --task pairs");
    }

    private static Candidate[] Of(string source, CineSeries cine, ReaderTask task, RandomStream random)
    {
        var origin = string.Create(CultureInfo.InvariantCulture, $"{cine.Subject} slice {cine.Slice}");
        if (task == ReaderTask.Pairs)
            return Deck.Shuffled(
                cine.Frames.Select(f => new Candidate(source, cine.Subject, $"{origin} frame {f.Name}", [f.Image])),
                random
            );
        return cine.Frames.Count < FewestFrames || !cine.IsOneCine
            ? []
            : [new Candidate(source, cine.Subject, origin, [.. cine.Frames.Select(f => f.Image)])];
    }
}
