using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;
using GanCmri.Runtime;

namespace GanCmri.Learning.Data;

/// <summary>Heart crops of cines as rows: DICOM, NIfTI or pictures; end-diastole and end-systole that are files of their own are joined as
/// in a frame store.</summary>
internal static class CineRows
{
    /// <summary>Reads and cuts them all.</summary>
    /// <exception cref="InputException">Nothing readable, or no heart found in any cine.</exception>
    public static RowsView Load(string path, HeartCrop crop, Action<string> warn, CancellationToken cancellation)
    {
        crop.Validate();
        var frames = new List<Frame>();
        var (people, links) = (SubjectLinks.Below(path), new LinkNotes());
        var (subjects, seriesOf) = (new Dictionary<string, string>(), new Dictionary<string, int>());
        var reading = new CineReaderOptions();
        using var places = new HeartPlaces();
        var guesses = new List<string?>();
        foreach (var stack in PhasePairs.Joined(CineReader.Stacks(path, reading), reading.Notes))
        {
            cancellation.ThrowIfCancellationRequested();
            var person = people.Person(stack.Subject);
            if (people.Of(stack.Subject) is { } linked)
                links.Add(linked);
            if (!subjects.TryGetValue(person, out var subject))
                subjects[person] = subject = FormattableString.Invariant($"S{subjects.Count + 1:000}");
            foreach (var (series, centre) in stack.Series.Zip(places.Of(stack.Series, crop)))
            {
                guesses.Add(crop.GuessOf(series));
                var number = seriesOf[subject] = seriesOf.GetValueOrDefault(subject) + 1;
                var name = FormattableString.Invariant($"{subject}-{number:00}");
                if (crop.Frames(series, centre) is { } crops)
                    frames.AddRange(crops.Select((image, i) => new Frame(subject, stack.Subject, series, name, i, image.Pixels)));
                else
                    warn($"Series {name} is empty around its heart; it is left out.");
            }
        }

        if (places.Unmoving > 0)
            warn(
                $"In {places.Unmoving} series nothing moves; their hearts are where the segmenter sees them, as for gancmri measure. "
                    + "Check LvAreaMm2 for NaN: a series that shows no heart gives a crop, too."
            );
        foreach (var guess in guesses.OfType<string>().CountBy(g => g))
            warn($"In {guess.Value} series {guess.Key}.");
        links.Tell(reading.Notes);
        foreach (var line in reading.Notes.Lines)
            warn(line);
        if (frames.Count == 0)
            throw new InputException(path, "pictures of a heart", "empty ones", "give short-axis cines");
        return Rows(frames, crop.Resolution);
    }

    private static RowsView Rows(List<Frame> frames, int side) =>
        new(
            frames.Count,
            SourceColumn.Text("Subject", r => frames[(int)r].Subject),
            SourceColumn.Text("SourceId", r => frames[(int)r].SourceId),
            SourceColumn.Text("Study", r => frames[(int)r].Study),
            SourceColumn.Text("Series", r => frames[(int)r].Name),
            SourceColumn.Number("Slice", r => frames[(int)r].Slice),
            SourceColumn.Number("Frame", r => frames[(int)r].Number),
            SourceColumn.Text("Phase", r => frames[(int)r].Phase),
            SourceColumn.Number("TimeMs", r => (float)frames[(int)r].TimeMs, "ms"),
            SourceColumn.Vector("Image", [1, side, side], (r, pixels) => frames[(int)r].Pixels.CopyTo(pixels))
        );

    // Without the series itself, whose pictures need not stay in memory.
    private sealed record Frame(
        string Subject,
        string SourceId,
        string Study,
        int Slice,
        string Name,
        int Number,
        string Phase,
        double TimeMs,
        float[] Pixels
    )
    {
        public Frame(string subject, string sourceId, CineSeries series, string name, int number, float[] pixels)
            : this(
                subject,
                sourceId,
                series.Study,
                series.Slice,
                name,
                number,
                series.Frames[number].Phase,
                series.Frames[number].TimeMs,
                pixels
            ) { }
    }
}
