namespace GanCmri.Evaluation;

/// <summary>
/// One row of features for a clip from those of its frames: mean, mean absolute change between neighbours, and the cosine and sine of the
/// first two harmonics of the beat. The change tells frozen and shuffled clips, the sines tell the direction of time.
/// </summary>
internal static class ClipFeatures
{
    /// <summary>Frames taken from a clip, equally spaced over the beat, as the published clip distances do.</summary>
    public const int FramesPerClip = 16;

    private const int Harmonics = 2;

    /// <summary>The places of the frames taken from a clip of some length; a short clip repeats frames.</summary>
    public static int[] Places(int frames) => [.. Enumerable.Range(0, FramesPerClip).Select(i => i * frames / FramesPerClip)];

    /// <summary>Pools the features of the frames.</summary>
    /// <param name="frames">The frames' features, d each, by time.</param>
    /// <returns>(2 + 2 x 2) d values.</returns>
    public static double[] Pool(IReadOnlyList<float[]> frames)
    {
        var d = frames[0].Length;
        var pooled = new double[(2 + 2 * Harmonics) * d];
        for (var t = 0; t < frames.Count; t++)
        {
            var next = frames[(t + 1) % frames.Count];
            for (var j = 0; j < d; j++)
            {
                pooled[j] += frames[t][j] / (double)frames.Count;
                pooled[d + j] += Math.Abs(next[j] - frames[t][j]) / (double)frames.Count;
            }

            for (var h = 1; h <= Harmonics; h++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * h * t / frames.Count);
                for (var j = 0; j < d; j++)
                {
                    pooled[2 * h * d + j] += 2 * cos * frames[t][j] / frames.Count;
                    pooled[(2 * h + 1) * d + j] += 2 * sin * frames[t][j] / frames.Count;
                }
            }
        }

        return pooled;
    }
}
