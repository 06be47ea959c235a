using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Runtime;

namespace GanCmri.Studies.Jobs;

/// <summary>The files of one job: cine.gif, curve.png, numbers.csv and thumbnail.png, as far as it asks for them.</summary>
internal static class JobFiles
{
    public const string Gif = "cine.gif", Curve = "curve.png", Numbers = "numbers.csv", Thumbnail = "thumbnail.png";
    private const string Warning = "SYNTHETIC: NOT A PREDICTION";
    private const int PanelSide = 192;
    private const double BeatMs = 1000;

    /// <summary>The names of the files that a job gives.</summary>
    public static IReadOnlyList<string> Of(JobOutputs outputs)
    {
        JobOutputs[] kinds = [JobOutputs.Gif, JobOutputs.Curve, JobOutputs.Numbers, JobOutputs.Thumbnail];
        return [.. kinds.Zip([Gif, Curve, Numbers, Thumbnail]).Where(f => outputs.HasFlag(f.First)).Select(f => f.Second)];
    }

    /// <summary>Writes them.</summary>
    /// <returns>Their names.</returns>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, ReportJob job, MadeJob made)
    {
        var names = Of(job.Outputs);
        foreach (var name in names)
        {
            var path = Path.Combine(folder, name);
            if (name == Numbers) SaveNumbers(path, made);
            else AtomicFile.WriteBytes(path, name switch { Gif => Animation(made), Curve => Beat(made), _ => Still(made) });
        }

        return names;
    }

    private static byte[] Animation(MadeJob made)
    {
        var frames = Enumerable.Range(0, made.Result.Frames).Select(t => made.Cines.Select(c => new Panel(c.Title, Note(c.Frames[t]), c.Frames[t].Image, [])).ToArray());
        return PanelPicture.Gif(Warning, [.. frames], BeatMs / made.Result.Frames, PanelSide);
    }

    private static string Note(MeasuredFrame frame) => $"LV area {Figures.Short(frame.Measures.AreaMm2)} mm²";

    private static ReadOnlyMemory<byte> Beat(MadeJob made)
    {
        Curve[] curves = [.. made.Cines.Select(c => new Curve(c.Title, Phases(c), [.. c.Measures.Select(m => m.AreaMm2)]))];
        var area = made.Result.LvArea;
        return Plots.Beat(curves, PhenotypeRegistry.LvArea.Head, area is null ? "" : $"asked for at end-diastole: {area.Requested}, that is {Figures.Short(area.Target)} mm²; measured: {Figures.Short(area.After)} mm²").Bytes;
    }

    private static double[] Phases(JobCine cine) => [.. cine.Frames.Select((_, t) => 100.0 * t / cine.Frames.Count)];

    private static byte[] Still(MadeJob made) => Pictures.ToGridBytes([.. made.Cines.Select(c => c.Frames[0].Image)], made.Cines.Count, GrayRange.Signed);

    private static void SaveNumbers(string path, MadeJob made) =>
        new CsvTable<(string Cine, int Frame, double Phase, LvMeasures Measures)>()
            .Text("cine", r => r.Cine).Count("frame", r => r.Frame + 1).Number("phase", r => r.Phase)
            .Number("LV area (mm2)", r => r.Measures.AreaMm2).Number("LV sphericity index", r => r.Measures.SphericityIndex)
            .Text("flags", r => r.Measures.Flags.ToString())
            .Save(path, from cine in made.Cines from frame in cine.Measures.Index() select (cine.Name, frame.Index, (double)frame.Index / cine.Measures.Count, frame.Item));
}
