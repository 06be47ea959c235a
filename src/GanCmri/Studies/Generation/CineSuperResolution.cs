using System.Globalization;
using GanCmri.Imaging.Store;
using GanCmri.Latents;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Studies.Comparison;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Studies.Generation;

/// <summary>Projected cines in, cines of another frame rate out.</summary>
internal static class CineSuperResolution
{
    /// <summary>Writes a GIF a series.</summary>
    /// <param name="options">Latents, network, method.</param>
    /// <param name="progress">Told the cines written.</param>
    /// <param name="cancellation">Stops between batches of images.</param>
    /// <returns>How many cines were written.</returns>
    /// <exception cref="InputException">A file is missing, options contradict each other, or cines are too short.</exception>
    public static int Run(
        SuperResolutionOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        if (!(options.Factor > 0 && options.Factor <= 100))
            throw new InputException(
                "--factor",
                "a number above 0, at most 100",
                options.Factor.ToString(CultureInfo.InvariantCulture),
                "correct it"
            );
        LatentNetwork.RequireFound(options.Latents, options.Network);
        var fewest = options.Method == SuperResolutionMethod.TransitionPca ? 8 : 3;
        var cines = LatentCsv.Read(options.Latents).Cines().Where(c => c.Latents.Count >= fewest).ToArray();
        if (cines.Length == 0)
            throw new InputException(
                options.Latents,
                $"cines of at least {fewest} frames",
                "none",
                "project whole cines, or choose another --method"
            );
        if (options.Data is not null && options.Method != SuperResolutionMethod.Periodic)
            throw new InputException("--method", "periodic with --data", "another", "leave --method out");
        var real = options.Data is { } data ? Real(data, options.Latents) : null;
        using var generator = NetworkFile.LoadGenerator(options.Network, device: options.Device, fixedWeights: true);
        GeneratedPictures.Require(generator.Options, options.Network);
        var pixels = generator.Options.Channels * generator.Options.Resolution * generator.Options.Resolution;
        if (real is { Length: > 0 } && real[0][0].Length != pixels)
        {
            throw new InputException(
                options.Data!,
                $"frames of {pixels} pixels as the network makes",
                $"{real[0][0].Length}",
                "give the store the latents were found for"
            );
        }

        var names = Names(cines);
        for (var i = 0; i < cines.Length; i++)
        {
            using var tuned = TuningTable.Of(options.Latents, cines[i])?.Apply(generator);
            var shows = tuned ?? generator;
            var images = real is null
                ? LatentImages.Render(shows, Finer(cines[i], options), cancellation: cancellation)
                : CineRestoration.Frames(shows, cines[i], real[i], EvenPhases(cines[i], options.Factor), cancellation);
            GeneratedPictures.Of(shows, images).SaveCine(Path.Combine(options.Folder, names[i] + ".gif"));
            progress?.Report(new StageProgress("superres", i + 1, cines.Length, "cines"));
        }

        return cines.Length;
    }

    /// <summary>What is not known of the latents: whether the network is theirs, and whether the frames are.</summary>
    public static IEnumerable<string> Doubts(SuperResolutionOptions options)
    {
        if (LatentNetwork.Of(options.Latents).Length == 0)
            yield return $"no record beside {Path.GetFileName(options.Latents)} (its name and .json, as gancmri project writes it) tells "
                + "which network the latents were found for: with another one they show other hearts";
        else if (options.Data is { } data && LatentNetwork.FramesOf(options.Latents) != Digest(data, options.Latents))
            yield return "the frames of --data are others than those the latents were found for, or more or fewer of the same cines: "
                + "fine detail is taken from them as they are";
    }

    private static string Digest(string data, string latents)
    {
        // Without the study, which older latents do not tell: a store's series are unique.
        var cines = LatentCsv.Read(latents).Cines().Select(c => (c.Subject, c.Series, c.Slice)).ToHashSet();
        using var store = FrameStore.Open(data);
        return FrameSource.Digest(
            FrameSource.Cines(data, store.Resolution).Where(c => cines.Contains((c.Id.Subject, c.Id.Series, c.Id.Slice)))
        );
    }

    // Cines of one series name (of other subjects or slices) are numbered.
    private static string[] Names(LatentCine[] cines)
    {
        if (Array.Find(cines, c => c.Series.Length == 0 || c.Series.AsSpan().ContainsAny(Path.GetInvalidFileNameChars())) is not null)
            throw new InputException("--latents", "series names that can be file names", "another", "rename the series");
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase); // some file systems know no capitals
        return Array.ConvertAll(cines, c => Numbered(c.Series).First(taken.Add));

        static IEnumerable<string> Numbered(string series)
        {
            yield return series;
            for (var n = 2; ; n++)
                yield return FormattableString.Invariant($"{series}-{n}");
        }
    }

    private static float[][] Finer(LatentCine cine, SuperResolutionOptions options)
    {
        if (options.Method == SuperResolutionMethod.Periodic)
            return TemporalSuperResolution.Periodic(cine, EvenPhases(cine, options.Factor));
        var count = (int)Math.Floor((cine.Latents.Count - 1) * options.Factor) + 1;
        var correction = options.Method == SuperResolutionMethod.Linear ? CorrectionMode.None : CorrectionMode.Residual;
        return TemporalSuperResolution.TransitionPca(
            cine.Latents,
            [.. Enumerable.Range(0, count).Select(i => i / options.Factor)],
            correction
        );
    }

    private static double[] EvenPhases(LatentCine cine, double factor)
    {
        var count = Math.Max(1, (int)Math.Round(cine.Latents.Count * factor));
        return [.. Enumerable.Range(0, count).Select(i => (double)i / count)];
    }

    // The frames of the cines, in the same order.
    private static float[][][] Real(string data, string latents)
    {
        using var store = FrameStore.Open(data);
        return [.. RealCine.Join(store, LatentCsv.Read(latents), fewest: 3).Select(c => c.Frames.Select(f => f.Pixels).ToArray())];
    }
}
