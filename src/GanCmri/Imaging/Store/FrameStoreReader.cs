namespace GanCmri.Imaging.Store;

/// <summary>Reads the frames of a store back as cines, in [-1, 1].</summary>
internal static class FrameStoreReader
{
    private static readonly string[] Files = [FrameStore.PixelsFile, FrameStore.RowsFile, FrameStore.InfoFile];

    /// <summary>Subject by subject, series by series; the pixel size is the store's nominal one where the source did not tell its
    /// own.</summary>
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
            var mm = rows[0].PixelMm ?? nominal;
            return new CineSeries(
                rows[0].Subject,
                rows[0].Slice,
                null,
                new PixelSpacing(mm, mm),
                [
                    .. rows.Select(r => new CineFrame(store.Read(r.Index), r.TimeMs ?? double.NaN, $"{r.Series}-{r.Frame:D3}")
                    {
                        Phase = r.Phase,
                        Number = r.Frame,
                    }),
                ]
            )
            {
                Name = rows[0].Series,
                NamesArePseudonyms = true,
                Study = rows[0].Study,
            };
        }
    }
}
