using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes;

/// <summary>
/// Writes the masks of a run as PNG files, one a frame. Those of a frame store are called as its frames. Files may be named after a
/// patient, so other frames are called by their order: S002/cine-03/frame-007.png is of the second subject, of its third cine, the frame of
/// number 7, in the order of the tables. Those of a frames.csv bear its pictures' names if the user asks to keep ids.
/// </summary>
/// <param name="folder">Where they go.</param>
internal sealed class MaskFiles(string folder)
{
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase); // some file systems know no capitals
    private readonly Dictionary<string, Dictionary<MaskKey, int>> _cines = new(StringComparer.Ordinal); // of each subject
    private readonly Dictionary<string, int> _subjects = new(StringComparer.Ordinal);

    /// <summary>Writes one mask: 8-bit grey, 0 outside and 255 inside, at its own size. Where an earlier frame had the same name,
    /// it goes into a folder of the subject, there of the slice, and there gets a number.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="mask">The mask.</param>
    public void Write(MaskKey key, Mask mask) => Save(Place(key), mask);

    /// <summary>Writes one mask to a path.</summary>
    internal static void Save(string path, Mask mask) => AtomicFile.WriteBytes(path, Png(mask));

    /// <summary>Where the next mask goes.</summary>
    internal string Place(MaskKey key)
    {
        if (!_cines.TryGetValue(key.Subject, out var cines))
            _cines[key.Subject] = cines = [];
        var (subject, cine) = (Number(_subjects, key.Subject), Number(cines, key with { Frame = "", Number = 0 }));
        var places = key.Frame.Length > 0 ? Listed(key) : Ordered(subject, cine, key.Number);
        return Path.Combine(folder, places.First(_written.Add));
    }

    private static IEnumerable<string> Listed(MaskKey key)
    {
        var (subject, frame) = (Plain(key.Subject), Plain(key.Frame));
        yield return frame + ".png";
        yield return Path.Combine(subject, frame + ".png");
        var deepest = Path.Combine(subject, FormattableString.Invariant($"slice-{key.Slice:d2}"), frame);
        yield return deepest + ".png";
        for (var n = 2; ; n++)
            yield return FormattableString.Invariant($"{deepest}-{n}.png");
    }

    private static IEnumerable<string> Ordered(int subject, int cine, int frame)
    {
        var place = FormattableString.Invariant($"S{subject:d3}/cine-{cine:d2}/frame-{frame:d3}");
        yield return place + ".png";
        for (var n = 2; ; n++)
            yield return FormattableString.Invariant($"{place}-{n}.png");
    }

    // From 1, in the order of their coming.
    private static int Number<T>(Dictionary<T, int> numbers, T key)
        where T : notnull
    {
        if (!numbers.TryGetValue(key, out var number))
            numbers[key] = number = numbers.Count + 1;
        return number;
    }

    // Names come from tables and files of others: none may lead out of the folder.
    private static string Plain(string name)
    {
        var plain = string.Join('_', name.Split(Path.GetInvalidFileNameChars().Append('\\').ToArray()));
        return plain is "" or "." or ".." ? "_" : plain;
    }

    internal static byte[] Png(Mask mask)
    {
        var bytes = Array.ConvertAll(mask.Inside, v => v ? byte.MaxValue : byte.MinValue);
        using var picture = PictureEncoding.Grey(bytes, mask.Width, mask.Height);
        return PictureEncoding.Png(picture);
    }
}

/// <summary>Which frame a mask is of.</summary>
/// <param name="Subject">The subject, as tables call it.</param>
/// <param name="Study">The study.</param>
/// <param name="Series">The series.</param>
/// <param name="Slice">The slice's place in its stack, from 0.</param>
/// <param name="Frame">The frame's name where it is used; else empty.</param>
/// <param name="Number">The frame's number in its cine, from 0.</param>
internal sealed record MaskKey(string Subject, string Study, string Series, int Slice, string Frame, int Number)
{
    /// <summary>The key of a frame.</summary>
    /// <param name="series">Its cine.</param>
    /// <param name="index">Its place there, from 0.</param>
    /// <param name="keepIds">Whether names of a frames.csv may be shown.</param>
    public static MaskKey Of(CineSeries series, int index, bool keepIds) =>
        new(
            series.Subject,
            series.Study,
            series.Name,
            series.Slice,
            series.NamesArePseudonyms || (keepIds && series.NamesAreListed) ? series.Frames[index].Name : "",
            series.Frames[index].Number ?? index
        );
}
