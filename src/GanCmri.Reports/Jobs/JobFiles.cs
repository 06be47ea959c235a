using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>The files of one job: cine.html, cine.gif, curve.png, numbers.csv and thumbnail.png, as far as it asks for them.</summary>
internal static class JobFiles
{
    public const string Gif = "cine.gif",
        Curve = "curve.png",
        Numbers = "numbers.csv",
        Thumbnail = "thumbnail.png",
        Page = "cine.html";
    private const string Warning = "SYNTHETIC: NOT A PREDICTION";
    private const int PanelSide = 192,
        ThumbnailSide = 128;

    /// <summary>A beat whose length nothing tells, ms.</summary>
    private const double UsualBeatMs = 1000;

    /// <summary>How long the job's beat is shown, ms.</summary>
    public static double BeatMs(JobWork work) => work.Heart.BeatMs ?? UsualBeatMs;

    /// <summary>The names of the files that a job gives.</summary>
    public static IReadOnlyList<string> Of(JobOutputs outputs)
    {
        JobOutputs[] kinds = [JobOutputs.Page, JobOutputs.Gif, JobOutputs.Curve, JobOutputs.Numbers, JobOutputs.Thumbnail];
        return [.. kinds.Zip([Page, Gif, Curve, Numbers, Thumbnail]).Where(f => outputs.HasFlag(f.First)).Select(f => f.Second)];
    }

    /// <summary>Writes them.</summary>
    /// <returns>Their names.</returns>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, JobWork work)
    {
        var names = Of(work.Job.Outputs);
        foreach (var name in names)
        {
            var path = Path.Combine(folder, name);
            if (name == Numbers)
                SaveNumbers(path, work);
            else if (name == Page)
                JobPage.Of(work).Save(path);
            else
                AtomicFile.WriteBytes(
                    path,
                    name switch
                    {
                        Gif => Animation(work),
                        Curve => Beat(work),
                        _ => Still(work.Cines),
                    }
                );
        }

        return names;
    }

    private static byte[] Animation(JobWork work)
    {
        var frames = Enumerable
            .Range(0, work.Result!.Frames)
            .Select(t => work.Cines.Select(c => new Panel(c.Title, Note(c.Frames[t]), c.Frames[t].Image, [])).ToArray());
        return PanelPicture.Gif(Warning, [.. frames], BeatMs(work) / work.Result!.Frames, PanelSide);
    }

    private static string Note(MeasuredFrame frame) => $"LV area {Figures.Short(frame.Measures.AreaMm2)} mm²";

    private static ReadOnlyMemory<byte> Beat(JobWork work)
    {
        Curve[] curves = [.. work.Cines.Select(c => new Curve(c.Title, Phases(c), [.. c.Measures.Select(m => m.AreaMm2)]))];
        var area = work.Result!.Of(SteeredPhenotype.LvArea);
        return Plots
            .Beat(
                curves,
                PhenotypeRegistry.LvArea.Head,
                area is null
                    ? ""
                    : $"asked for at end-diastole: {area.Requested}, that is {Figures.Short(area.Target)} mm²; measured: "
                        + $"{Figures.Short(area.After)} mm²"
            )
            .Bytes;
    }

    private static double[] Phases(JobCine cine) => [.. cine.Frames.Select((_, t) => 100.0 * t / cine.Frames.Count)];

    private static byte[] Still(IReadOnlyList<JobCine> cines) =>
        PanelPicture.Png(
            Warning,
            [
                .. cines.Select(c => new Panel(
                    c.ShortTitle,
                    $"{Figures.Short(c.AtEndDiastole.Measures.AreaMm2)} mm²",
                    c.AtEndDiastole.Image,
                    []
                )),
            ],
            ThumbnailSide
        );

    private static void SaveNumbers(string path, JobWork work) =>
        new TableWriter<(JobCine Cine, int Frame, LvMeasures Measures)>()
            .Text("cine", r => r.Cine.Name)
            .Count("frame", r => r.Frame)
            .Text("phase", r => r.Cine.Beat.PhaseOf(r.Frame))
            .Number("cycle_fraction", r => (double)r.Frame / r.Cine.Frames.Count)
            .Numbers(PhenotypeRegistry.Published, p => p.Name, (r, p) => p.Measure(r.Measures))
            .Text("flags", r => PhenotypeTables.Text(r.Measures.Flags))
            .Count("frame_number", r => work.FrameNumber(r.Cine, r.Frame))
            .Save(path, from cine in work.Cines from frame in cine.Measures.Index() select (cine, frame.Index, frame.Item));
}

/// <summary>Which files a job gives beside its row in the results.</summary>
[Flags]
internal enum JobOutputs
{
    /// <summary>Only the row.</summary>
    None = 0,

    /// <summary>cine.gif: the cines beside each other.</summary>
    Gif = 1,

    /// <summary>curve.png: LV area over the heart beat.</summary>
    Curve = 2,

    /// <summary>numbers.csv: a frame a row; frame_number is the real cine's, as in tables of gancmri measure.</summary>
    Numbers = 4,

    /// <summary>thumbnail.png: end-diastole of each cine.</summary>
    Thumbnail = 8,

    /// <summary>cine.html: the cines to be stopped and looked at frame by frame, with outlines, areas and numbers.</summary>
    Page = 16,

    /// <summary>All of them.</summary>
    All = Gif | Curve | Numbers | Thumbnail | Page,
}
