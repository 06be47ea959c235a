namespace GanCmri.Imaging.Store;

/// <summary>Reads the frames of a store back as cines, in [-1, 1].</summary>
internal static class FrameStoreReader
{
    private static readonly string[] Files = [FrameStore.PixelsFile, FrameStore.RowsFile, FrameStore.InfoFile];

    /// <summary>Whom a store names, a name a frame.</summary>
    public static IEnumerable<string> Subjects(string folder)
    {
        using var store = FrameStore.Open(folder);
        return [.. store.Rows.Select(r => r.Subject)];
    }

    /// <summary>Subject by subject, series by series; frames whose source did not tell its pixel size tell none.</summary>
    /// <exception cref="Runtime.InputException">The store is damaged.</exception>
    public static IEnumerable<CineStack> Read(string folder, CineReaderOptions options)
    {
        using var store = FrameStore.Open(folder);
        var nominal = store.Info.FieldMm / store.Resolution;
        foreach (var (place, subject) in store.Rows.GroupBy(r => r.Subject).Index().Where(s => options.Wants(s.Item.Key)))
        {
            var series = subject.GroupBy(r => r.Series).Select(rows => Series([.. rows.OrderBy(r => r.Frame)])).ToArray();
            yield return new CineStack(subject.Key, "frame store", [.. Files.Select(f => Path.Combine(folder, f))], series)
            {
                Place = place,
            };
        }

        CineSeries Series(FrameRow[] rows)
        {
            var spacing = rows[0].PixelMm is { } mm ? new PixelSpacing(mm, mm) : null;
            CineFrame[] frames =
            [
                .. rows.Select(r => new CineFrame(store.Read(r.Index), r.TimeMs ?? double.NaN, $"{r.Series}-{r.Frame:D3}")
                {
                    Phase = r.Phase,
                    Number = r.Frame,
                }),
            ];
            return new CineSeries(rows[0].Subject, rows[0].Slice, null, spacing, frames)
            {
                Name = rows[0].Series,
                NamesArePseudonyms = true,
                Study = rows[0].Study,
                Pathology = rows[0].Pathology,
                Doubts = [.. CineDoubts.Untold(spacing, frames)],
                NominalPixelMm = nominal,
            };
        }
    }
}
