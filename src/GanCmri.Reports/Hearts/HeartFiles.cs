using GanCmri.Formats.Tables;
using GanCmri.Imaging.Nifti;
using GanCmri.Imaging.Pictures;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Hearts;

/// <summary>A made heart as files.</summary>
public static class HeartFiles
{
    /// <summary>The animation, under the warning that it is synthetic.</summary>
    internal const string Gif = "heart.gif";

    /// <summary>The end-diastolic and end-systolic frames with their outlines.</summary>
    internal const string Png = "heart.png";

    /// <summary>The cine with pixel size and frame times.</summary>
    internal const string Nifti = "heart.nii.gz";

    /// <summary>The measures of every frame; frame 0 is end-diastole.</summary>
    internal const string Csv = "heart.csv";

    private const string Warning = "SYNTHETIC: NOT A PATIENT",
        Yellow = "#f0c800";
    private const int GifSide = 256;

    /// <summary>The names of all files.</summary>
    internal static IReadOnlyList<string> All { get; } = [Gif, Png, Nifti, Csv];

    /// <summary>Makes a heart and writes it as gancmri heart --judge none does: heart.gif, heart.png, heart.nii.gz and
    /// heart.csv.</summary>
    /// <param name="folder">Made if missing.</param>
    /// <param name="recipe">What is asked for; the same recipe and models give the same files.</param>
    /// <param name="models">Networks and trajectories, e.g. of <see cref="ReportModels.Load"/>; they stay the caller's.</param>
    /// <param name="cancellationToken">Stops before the next batch of images; nothing is then written.</param>
    /// <exception cref="InputException">The recipe is out of range or cannot be made, or the folder cannot be written.</exception>
    public static void Make(string folder, HeartRecipe recipe, ReportModels models, CancellationToken cancellationToken = default) =>
        Write(folder, new HeartMaker(models).Make(recipe, cancellationToken));

    /// <summary>Writes all files.</summary>
    /// <param name="folder">Made if missing.</param>
    /// <param name="heart">The heart.</param>
    /// <param name="seen">The same heart as another network measures it; null where none looked.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    internal static void Write(string folder, BeatingHeart heart, BeatingHeart? seen = null)
    {
        foreach (var name in All)
            AtomicFile.WriteBytes(Path.Combine(folder, name), Bytes(name, heart, seen));
    }

    /// <summary>One file's bytes.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="heart">The heart.</param>
    /// <param name="seen">The same heart as another network measures it: columns of the table; null where none looked.</param>
    internal static ReadOnlyMemory<byte> Bytes(string name, BeatingHeart heart, BeatingHeart? seen = null) =>
        name switch
        {
            Gif => PanelPicture.Gif(Warning, [.. heart.Frames.Select(f => new[] { Panel(heart.Recipe, f) })], heart.FrameTimeMs, GifSide),
            Png => PanelPicture.Png(Warning, [.. Still(heart).Select(s => Panel(s.Title, s.Frame, new Contour(s.Frame.Cavity, Yellow)))]),
            Nifti => NiftiCine.Bytes([.. heart.Frames.Select(f => f.Image)], heart.Spacing, heart.FrameTimeMs),
            Csv => Table(heart, seen),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    /// <summary>The flag of frames of a heart that is not as it was asked for.</summary>
    internal const string TargetMissed = "TargetMissed";

    private static Panel Panel(HeartRecipe recipe, MeasuredFrame frame) => Panel(FormattableString.Invariant($"seed {recipe.Seed}"), frame);

    private static Panel Panel(string title, MeasuredFrame frame, params Contour[] contours) =>
        new(title, $"LV area {Figures.Short(frame.Measures.AreaMm2)} mm²", frame.Image, contours);

    private static IEnumerable<(string Title, MeasuredFrame Frame)> Still(BeatingHeart heart)
    {
        yield return ("End-diastole", heart.Frames[Math.Max(0, heart.Beat.EdFrame)]);
        if (heart.Beat.EsFrame >= 0)
            yield return ("End-systole", heart.Frames[heart.Beat.EsFrame]);
    }

    private static byte[] Table(BeatingHeart heart, BeatingHeart? seen) =>
        new TableWriter<(int Frame, LvMeasures Measures)>()
            .Text("source", _ => "synthetic")
            .Count("seed", _ => heart.Recipe.Seed)
            .Number("psi", _ => heart.Recipe.Psi)
            .Count("frame", r => r.Frame)
            .Text("phase", r => heart.Beat.PhaseOf(r.Frame))
            .Number("cycle_fraction", r => (double)r.Frame / heart.Frames.Count)
            .Number("time_ms", r => r.Frame * heart.FrameTimeMs)
            .Numbers(PhenotypeRegistry.Frame, p => p.Name, (r, p) => p.Measure(r.Measures))
            .Numbers(
                seen is null ? [] : SteeredPhenotype.All,
                p => p.Phenotype.Name + "_judged",
                (r, p) => p.Phenotype.Measure(seen!.Measures[r.Frame])
            )
            .Text("flags", r => $"{PhenotypeTables.Text(r.Measures.Flags)} {(heart.MissesTargets ? TargetMissed : "")}".Trim())
            .CsvBytes(heart.Measures.Index());
}
