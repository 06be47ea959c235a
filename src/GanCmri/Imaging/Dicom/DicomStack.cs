namespace GanCmri.Imaging.Dicom;

/// <summary>Images of one orientation, pixel size and number of pixels: slices that lie along one line.</summary>
internal sealed class DicomStack
{
    private const double SamePlaceMm = 0.1;
    private const double SameDirection = 0.02; // of a cosine: about one degree
    private const double SameSize = 0.001; // relative

    private readonly List<DicomHeader> _images = [];

    private DicomStack(IEnumerable<DicomHeader> images)
    {
        foreach (var image in images)
            Add(image);
    }

    public IReadOnlyList<DicomHeader> Images => _images;

    /// <summary>Pixel size, if any image tells it.</summary>
    public PixelSpacing? Spacing { get; private set; }

    /// <summary>False where the images tell a plane that cannot be a short axis; planes along the body's axes may be an
    /// anonymiser's.</summary>
    public bool MayBeShortAxis => Normal is not { IsAlongAnAxis: false } normal || ShortAxisPlane.MayBe(normal);

    private double[]? Orientation { get; set; }

    // DICOM counts to the patient's left and back (PS3.3 C.7.6.2.1.1).
    private RasVector? Normal => Orientation is { } o ? new RasVector(-o[0], -o[1], o[2]).Cross(new RasVector(-o[3], -o[4], o[5])) : null;

    /// <summary>Divides the images of a study; numbers that differ by rounding are the same.</summary>
    public static IReadOnlyList<DicomStack> Of(IEnumerable<DicomHeader> images)
    {
        var stacks = new List<DicomStack>();
        foreach (var image in images)
        {
            if (stacks.Find(s => s.Fits(image)) is { } stack)
                stack.Add(image);
            else
                stacks.Add(new DicomStack([image]));
        }

        return stacks;
    }

    /// <summary>
    /// The cines of the stack, from the lowest place; images of unknown place come last, each cine a place of its own. Stills beside cines,
    /// and series that repeat the whole stack, are stacks of their own; series that only divide it (breath holds of a few slices) are one
    /// stack, also where one of them repeats a place.
    /// </summary>
    public IEnumerable<IReadOnlyList<DicomCell>> Cells()
    {
        var cells = Places().SelectMany(p => p).ToList();
        var (beats, stills) = (cells.FindAll(c => c.Frames > 1), cells.FindAll(c => c.Frames == 1));
        return (beats.Count > 0 && stills.Count > 0 ? [beats, stills] : new[] { cells }).SelectMany(Repeats);
    }

    // Two thirds are enough, as a second stack may reach further than the first. What lies where no whole stack reaches belongs to them.
    private static IEnumerable<IReadOnlyList<DicomCell>> Repeats(List<DicomCell> cells)
    {
        const int fewest = 3;
        var places = PlacesOf(cells);
        var whole = cells
            .GroupBy(c => c.SeriesUid)
            .Where(g => PlacesOf(g).Count is >= fewest and var covered && 3 * covered > 2 * places.Count)
            .ToList();
        var repeats = cells.GroupBy(c => c.PlaceMm).Any(g => g.Key is not null && g.Count() > 1);
        if (!repeats || !places.SetEquals(PlacesOf(whole.SelectMany(g => g))))
            return [cells];
        var rest = cells.Except(whole.SelectMany(g => g)).ToList();
        return whole.Select(g => (IReadOnlyList<DicomCell>)[.. g]).Concat(rest.Count > 0 ? [rest] : []);
    }

    private static HashSet<double> PlacesOf(IEnumerable<DicomCell> cells) => [.. cells.Select(c => c.PlaceMm).OfType<double>()];

    private IEnumerable<IEnumerable<DicomCell>> Places()
    {
        var place = PlaceMm();
        var group = new List<DicomHeader>();
        foreach (var image in _images.Where(i => place(i) is not null).OrderBy(i => place(i)))
        {
            if (group.Count > 0 && place(image) - place(group[^1]) > SamePlaceMm)
            {
                yield return DicomCell.AtOnePlace(place(group[0]), group);
                group = [];
            }

            group.Add(image);
        }

        if (group.Count > 0)
            yield return DicomCell.AtOnePlace(place(group[0]), group);
        yield return DicomCell.WithoutPlace(_images.FindAll(i => place(i) is null));
    }

    /// <summary>The same measure for all images if there is one: the position along the stack's normal, or SliceLocation where positions
    /// are missing or all the same.</summary>
    private Func<DicomHeader, double?> PlaceMm()
    {
        var located = _images.TrueForAll(i => i.SliceLocationMm is not null);
        var positions = _images.Select(AlongNormal).ToList();
        var constant = positions.TrueForAll(p => p is not null && Math.Abs(p.Value - positions[0]!.Value) <= SamePlaceMm);
        if (located && (positions.Contains(null) || constant))
            return i => i.SliceLocationMm;
        return i => AlongNormal(i) ?? i.SliceLocationMm;
    }

    /// <summary>The image position's component along the slice normal (PS3.3 C.7.6.2.1.1), one normal for all.</summary>
    private double? AlongNormal(DicomHeader image)
    {
        if (image.Position is not { } p || Orientation is not { } o)
            return null;
        return p[0] * (o[1] * o[5] - o[2] * o[4]) + p[1] * (o[2] * o[3] - o[0] * o[5]) + p[2] * (o[0] * o[4] - o[1] * o[3]);
    }

    // What an image does not tell, it has from the others of its series.
    private bool Fits(DicomHeader image)
    {
        if (image.Rows != _images[0].Rows || image.Columns != _images[0].Columns)
            return false;
        var inherits = image.SeriesUid.Length > 0 && image.SeriesUid == _images[0].SeriesUid;
        var spacing =
            image.Spacing is { } a && Spacing is { } b
                ? Same(a.RowMm, b.RowMm) && Same(a.ColumnMm, b.ColumnMm)
                : image.Spacing == Spacing || inherits;
        return spacing
            && (
                image.Orientation is { } c && Orientation is { } d
                    ? c.Zip(d).All(v => Math.Abs(v.First - v.Second) <= SameDirection)
                    : image.Orientation == Orientation || inherits
            );
    }

    private static bool Same(double a, double b) => Math.Abs(a - b) <= SameSize * b;

    private void Add(DicomHeader image)
    {
        _images.Add(image);
        Spacing ??= image.Spacing;
        Orientation ??= image.Orientation;
    }
}
