using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes;

/// <summary>Writes the masks of a run as PNG files, one a frame, under the frame's name.</summary>
/// <param name="folder">Where they go.</param>
internal sealed class MaskFiles(string folder)
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Writes one mask: 8-bit grey, 0 outside and 255 inside, at its own size. Where an earlier frame had the same name, it goes
    /// into a folder of the subject, there of the slice, and there gets a number.</summary>
    /// <param name="subject">Pseudonym of the subject.</param>
    /// <param name="slice">The slice's place in its stack, from 0.</param>
    /// <param name="frame">Name of the frame, without extension.</param>
    /// <param name="mask">The mask.</param>
    public void Write(string subject, int slice, string frame, Mask mask) => Save(Place(subject, slice, frame), mask);

    /// <summary>Writes one mask to a path.</summary>
    internal static void Save(string path, Mask mask) => AtomicFile.WriteBytes(path, Png(mask));

    /// <summary>Where the next mask goes.</summary>
    internal string Place(string subject, int slice, string frame)
    {
        frame = Plain(frame);
        subject = Plain(subject);
        var name = frame + ".png";
        var deepest = Path.Combine(subject, FormattableString.Invariant($"slice-{slice:d2}"), frame);
        var places = new[] { name, Path.Combine(subject, name), deepest + ".png" }.Concat(
            Enumerable.Range(2, int.MaxValue - 2).Select(n => FormattableString.Invariant($"{deepest}-{n}.png"))
        );
        return Path.Combine(folder, places.First(_written.Add));
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
