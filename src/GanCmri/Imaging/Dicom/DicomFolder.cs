using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GanCmri.Imaging.Dicom;

/// <summary>Sorts DICOM files into subjects, studies, stacks, slices and frames: by what they show and where, as identifiers may be those
/// of a bad anonymiser.</summary>
internal static class DicomFolder
{
    /// <summary>Reads all headers at once, when subjects or cines are asked for first, and the pixels stack by stack.</summary>
    /// <param name="root">The folder the user named; gives a subject its name where files lie directly in it.</param>
    /// <param name="files">DICOM files at or below it.</param>
    /// <param name="tolerance">Told what was left out, and where identifiers are not believed.</param>
    /// <param name="options">Says whose pixels are read.</param>
    /// <exception cref="Runtime.InputException">The one file that the user named cannot be read.</exception>
    public static FolderCines Read(string root, IReadOnlyList<string> files, ReadTolerance tolerance, CineReaderOptions options)
    {
        var notes = tolerance.Notes;
        notes.ExpectedFrames += files.Count;
        var studies = new Lazy<IReadOnlyList<DicomStudy>>(() =>
        {
            var all = DicomStudy.Of(root, DicomIdentifiers.Believable(DicomImages.Of(files, tolerance), notes), notes);
            notes.ExpectedFrames += all.Where(s => options.Wants(s.Subject)).Sum(s => s.Files.Count) - files.Count;
            return all;
        });
        return new FolderCines(Subjects(), Stacks(() => studies.Value, notes, options));

        IEnumerable<string> Subjects()
        {
            foreach (var study in studies.Value)
                yield return study.Subject;
        }
    }

    private static IEnumerable<CineStack> Stacks(Func<IReadOnlyList<DicomStudy>> studies, ReadingNotes notes, CineReaderOptions options)
    {
        var place = -1L;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var study in studies())
        {
            var stacks = DicomStack.Of(study.Files).SelectMany(s => s.Cells().Select(cells => (Stack: s, Cells: cells))).ToList();
            var named =
                stacks.Count > 1 || stacks.Exists(s => s.Cells.GroupBy(c => c.PlaceMm).Any(g => g.Key is not null && g.Count() > 1));
            foreach (var (stack, cells) in stacks)
            {
                place++;
                if (!options.Wants(study.Subject))
                    continue;
                var read = Series(study, stack, cells, named, notes).ToList();
                var series = read.FindAll(s => Mark(s, study) is not { } mark || seen.Add(mark));
                if (series.Count < read.Count)
                    notes.Add(
                        "left out, DICOM cines exported twice (the same pixels at the same place)",
                        "cine",
                        read.Count - series.Count
                    );
                if (series.Count > 0)
                    yield return new CineStack(study.Subject, "DICOM", [.. cells.SelectMany(c => c.Files).Select(f => f.Path)], series)
                    {
                        Place = place,
                    };
            }
        }
    }

    private static IEnumerable<CineSeries> Series(
        DicomStudy study,
        DicomStack stack,
        IReadOnlyList<DicomCell> cells,
        bool named,
        ReadingNotes notes
    )
    {
        var slice = -1;
        foreach (var (i, cell) in cells.Index())
        {
            if (i == 0 || cell.PlaceMm is null || cell.PlaceMm != cells[i - 1].PlaceMm)
                slice++;
            var number = cell.Files[0].SeriesNumber;
            foreach (var frames in DicomCine.Read(cell, notes))
            {
                string[] doubts = [.. Doubts(cell, stack, frames, notes)];
                var timed = doubts.Contains(CineDoubts.Times) ? [.. frames.Select(f => f with { TimeMs = double.NaN })] : frames;
                yield return new CineSeries(study.Subject, slice, cell.PlaceMm, stack.Spacing, timed)
                {
                    Study = study.Study,
                    Name = named && number is not null ? FormattableString.Invariant($"series-{number}") : "",
                    Doubts = doubts,
                };
            }
        }
    }

    private static IEnumerable<string> Doubts(DicomCell cell, DicomStack stack, IReadOnlyList<CineFrame> frames, ReadingNotes notes)
    {
        if (stack.Spacing is null)
            yield return CineDoubts.PixelSize;
        if (!stack.MayBeShortAxis)
        {
            notes.Add("DICOM " + ShortAxisPlane.Note, "cine");
            yield return CineDoubts.Plane;
        }

        if (!CineDoubts.ArePlausible([.. frames.Select(f => f.TimeMs)]))
            yield return CineDoubts.Times;
        if (
            cell.PlaceMm is not null
            || frames.Any(f => double.IsFinite(f.TimeMs))
            || FrameLikeness.AreOneCine([.. frames.Select(f => f.Image)])
        )
            yield break;
        notes.Add("DICOM images without place and time do not resemble each other, so they are hardly one cine", "series");
        yield return CineDoubts.FramesDiffer;
    }

    /// <summary>The same for two exports of one cine; null for a still of unknown place, where equal pixels prove nothing.</summary>
    private static string? Mark(CineSeries series, DicomStudy study)
    {
        if (series.SliceLocationMm is null && series.Frames.Count == 1)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var frame in series.Frames)
            hash.AppendData(MemoryMarshal.AsBytes<float>(frame.Image.Pixels));
        var place = series.SliceLocationMm?.ToString("0.0", CultureInfo.InvariantCulture);
        return $"{study.Subject}\n{study.Occasion}\n{place}\n{Convert.ToHexString(hash.GetHashAndReset())}";
    }
}
