namespace GanCmri.Imaging.Dicom;

/// <summary>Reads the images of one series at one place as cines.</summary>
internal static class DicomCine
{
    /// <summary>
    /// One cine, frames in order of time, copies left out; or several, where there are as many different images at every time.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<CineFrame>> Read(DicomCell cell, ReadingNotes notes)
    {
        var files = DicomOrder.ByTime(cell.Files, notes);
        var timed = files.Count == 1 || files.Select(f => f.TriggerTimeMs).Where(double.IsFinite).Distinct().Count() > 1;
        var shots = files.SelectMany(f => Shots(f, timed)).ToList();
        var own = WithoutCopies(shots);
        if (own.Count < shots.Count)
            notes.Add("left out, DICOM copies (the same pixels at the same place and time)", "frame", shots.Count - own.Count);
        var beats = Beats(own);
        if (beats.Count > 1)
            notes.Add("DICOM series with several different images at each place and time, taken as so many cines", "cine", beats.Count);
        return beats;
    }

    private static IEnumerable<Shot> Shots(DicomHeader file, bool timed)
    {
        var stem = Path.GetFileNameWithoutExtension(file.Path);
        var images = DicomFile.ReadFrames(file);
        if (images.Count == 1)
            return [new Shot(new CineFrame(images[0], timed ? file.TriggerTimeMs : double.NaN, stem), file.InstanceNumber)];
        var start = double.IsNaN(file.TriggerTimeMs) ? 0 : file.TriggerTimeMs;
        return images.Select(
            (image, i) =>
                new Shot(new CineFrame(image, start + file.FrameTimesMs[i], FormattableString.Invariant($"{stem}-{i + 1:000}")), i)
        );
    }

    private static List<CineFrame> WithoutCopies(List<Shot> shots)
    {
        var own = new List<Shot>();
        foreach (var group in shots.Index().GroupBy(s => s.Item.Moment ?? -1 - s.Index, s => s.Item))
        {
            var seen = new List<Shot>();
            foreach (var shot in group)
                if (!seen.Exists(s => s.Frame.Image.Pixels.AsSpan().SequenceEqual(shot.Frame.Image.Pixels)))
                    seen.Add(shot);
            own.AddRange(seen);
        }

        var kept = own.ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. shots.Where(kept.Contains).Select(s => s.Frame)];
    }

    private static IReadOnlyList<IReadOnlyList<CineFrame>> Beats(List<CineFrame> frames)
    {
        var times = frames.GroupBy(f => f.TimeMs).ToList();
        var images = times[0].Count();
        if (images == 1 || times.Count < 2 || times.Exists(t => !double.IsFinite(t.Key) || t.Count() != images))
            return [frames];
        return [.. Enumerable.Range(0, images).Select(n => (IReadOnlyList<CineFrame>)[.. times.Select(t => t.ElementAt(n))])];
    }

    private sealed record Shot(CineFrame Frame, double? Number)
    {
        /// <summary>When it was taken; without a time, its number; null if neither is known.</summary>
        public double? Moment => double.IsFinite(Frame.TimeMs) ? Frame.TimeMs : Number;
    }
}
