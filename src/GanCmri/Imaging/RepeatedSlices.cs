using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GanCmri.Imaging;

/// <summary>Finds slices that a stack holds twice.</summary>
internal static class RepeatedSlices
{
    /// <summary>The stack, with <see cref="CineDoubts.Repeated"/> at all slices whose pixels, phase by phase, are those of another that
    /// lies elsewhere: one of the two places is wrong. Uniform pictures fill stacks up and are not meant.</summary>
    public static CineStack Marked(CineStack stack)
    {
        var repeated = stack
            .Series.Where(s => s.SliceLocationMm is not null && s.Frames.Any(f => !f.Image.IsUniform))
            .GroupBy(Digest)
            .Where(g => g.Select(s => s.Slice).Distinct().Count() > 1)
            .SelectMany(g => g)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return repeated.Count == 0
            ? stack
            : stack with
            {
                Series = [.. stack.Series.Select(s => repeated.Contains(s) ? s with { Doubts = [.. s.Doubts, CineDoubts.Repeated] } : s)],
            };
    }

    private static string Digest(CineSeries series)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var frame in series.Frames)
            hash.AppendData(MemoryMarshal.AsBytes<float>(frame.Image.Pixels));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
