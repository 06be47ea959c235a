using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Latents;
using GanCmri.Latents.Encoding;
using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Studies.Reconstruction;

/// <summary>
/// Projects the same real frames in several ways and compares the reconstructions: how like the frames they are, how large their LV area
/// is, and how long it took.
/// </summary>
/// <param name="generator">The generator projected through.</param>
/// <param name="encoder">Its encoder.</param>
/// <param name="segmenter">Measures frames and reconstructions.</param>
public sealed class ProjectionComparison(StyleGan2Generator generator, Encoder encoder, Segmenter segmenter)
{
    /// <summary>Frames spread evenly over the patients, their cines and the cycle.</summary>
    /// <param name="store">Frames at the generator's size.</param>
    /// <param name="perPatient">How many of each patient, or all if it has fewer.</param>
    public static IReadOnlyList<FrameRow> Choose(FrameStore store, int perPatient) =>
        [
            .. store
                .Rows.GroupBy(r => r.Subject)
                .SelectMany(g =>
                {
                    FrameRow[] all = [.. g.OrderBy(r => r.Series, StringComparer.Ordinal).ThenBy(r => r.Frame)];
                    var count = Math.Min(perPatient, all.Length);
                    return Enumerable.Range(0, count).Select(i => all[(int)((i + 0.5) * all.Length / count)]);
                }),
        ];

    /// <summary>Projects and measures.</summary>
    /// <param name="store">Where the frames are.</param>
    /// <param name="rows">Which frames.</param>
    /// <param name="methods">Ways to project.</param>
    /// <param name="progress">Told the frames finished.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>A row a method and frame, in order.</returns>
    /// <exception cref="InputException">Frames of fewer than two patients.</exception>
    public IReadOnlyList<ProjectedFrame> Run(
        FrameStore store,
        IReadOnlyList<FrameRow> rows,
        IReadOnlyList<ProjectionMethod> methods,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        if (rows.Select(r => r.Subject).Distinct().Count() < 2)
            throw new InputException(
                "frames",
                "frames of at least 2 patients, for intervals over patients",
                "fewer",
                "use a store of more patients"
            );
        if (store.Resolution != generator.Options.Resolution)
            throw new InputException(
                "frames",
                $"frames of {generator.Options.Resolution} x {generator.Options.Resolution} pixels as the network makes",
                $"{store.Resolution} x {store.Resolution}",
                $"make them with gancmri dataset --resolution {generator.Options.Resolution}"
            );
        GrayImage[] real = [.. rows.Select(r => store.Read(r.Index))];
        float[][] pixels = [.. real.Select(f => f.Pixels)];
        var maker = new FrameMaker(generator, segmenter, store.Info.FieldMm);
        var measured = maker.Measure(real, cancellationToken);
        var statistics = WStatistics.Sample(generator);
        var found = new List<ProjectedFrame>();
        foreach (var (index, method) in methods.Index())
        {
            var before = Environment.CpuUsage.TotalTime;
            var starts = method.FromEncoder ? encoder.Encode(pixels) : null;
            var projections = new Projector(generator, method.Options, statistics).Project(pixels, starts, null, cancellationToken);
            var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds / rows.Count;
            var made = maker.Make([.. projections.Select(p => p.W)], _ => { }, cancellationToken);
            found.AddRange(
                rows.Select(
                    (r, i) =>
                        new ProjectedFrame(
                            method,
                            r.Subject,
                            r.Series,
                            r.Frame,
                            projections[i].Quality,
                            seconds,
                            measured[i].Measures.AreaMm2,
                            made[i].Measures.AreaMm2
                        )
                )
            );
            progress?.Report(new StageProgress("project in each way", index + 1, methods.Count, "ways"));
        }

        return found;
    }
}
