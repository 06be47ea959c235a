namespace GanCmri.Phenotypes;

/// <summary>One slice's heart beat in numbers. NaN where pixel size or times are unknown or too few frames were measured.</summary>
/// <param name="EdFrame">End-diastole: index of the frame with the largest cavity; -1 if none was measured.</param>
/// <param name="EsFrame">End-systole: index of the frame with the smallest cavity; -1 if none was measured.</param>
/// <param name="EdaPx">Area at ED, px.</param>
/// <param name="EsaPx">Area at ES, px.</param>
/// <param name="EdaMm2">Area at ED, mm².</param>
/// <param name="EsaMm2">Area at ES, mm².</param>
/// <param name="FacPercent">Fractional area change, (EDA - ESA) / EDA, %.</param>
/// <param name="TimeToEsMs">From the R wave, when frame times are 0, to ES, ms; NaN if ES is there already.</param>
/// <param name="PeakEmptyingMm2PerS">Fastest fall of the area, mm²/s, positive.</param>
/// <param name="PeakFillingMm2PerS">Fastest rise of the area, mm²/s.</param>
/// <param name="MeasuredFrames">Frames with a cavity.</param>
/// <param name="Flags">Everything that was noticed in any frame.</param>
public sealed record CineMeasures(
    int EdFrame,
    int EsFrame,
    double EdaPx,
    double EsaPx,
    double EdaMm2,
    double EsaMm2,
    double FacPercent,
    double TimeToEsMs,
    double PeakEmptyingMm2PerS,
    double PeakFillingMm2PerS,
    int MeasuredFrames,
    QualityFlags Flags
)
{
    // A beating heart in 20 or more frames changes by less: 30 % of the largest area, 7 px of 1.37 mm.
    private const double LargestAreaStep = 0.3;
    private const double LargestCentreStepMm = 10;
    private const int FewestFramesForMotion = 8;

    /// <summary>Measures the frames of one slice, in order of time.</summary>
    /// <param name="frames">One a frame.</param>
    /// <param name="timesMs">One a frame, NaN where unknown.</param>
    public static CineMeasures Of(IReadOnlyList<LvMeasures> frames, IReadOnlyList<double> timesMs)
    {
        if (frames.Count != timesMs.Count)
            throw new ArgumentException($"expected {frames.Count} times, found {timesMs.Count}", nameof(timesMs));
        int[] measured = [.. Enumerable.Range(0, frames.Count).Where(i => frames[i].IsMeasured)];
        var flags = frames.Aggregate(QualityFlags.None, (all, f) => all | f.Flags);
        if (measured.Length == 0)
        {
            return new CineMeasures(
                -1,
                -1,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                double.NaN,
                0,
                flags
            );
        }

        var ed = measured.MaxBy(i => frames[i].AreaPx);
        var es = measured.MinBy(i => frames[i].AreaPx);
        var (emptying, filling) = (double.NaN, double.NaN);
        if (measured.Length >= FewestFramesForMotion)
        {
            var rates = measured
                .Zip(measured.Skip(1))
                .Where(p => timesMs[p.Second] > timesMs[p.First])
                .Select(p => (frames[p.Second].AreaMm2 - frames[p.First].AreaMm2) / (timesMs[p.Second] - timesMs[p.First]) * 1000)
                .ToArray();
            if (rates.Length > 0)
                (emptying, filling) = (-rates.Min(), rates.Max());
        }

        var cine = new CineMeasures(
            ed,
            es,
            frames[ed].AreaPx,
            frames[es].AreaPx,
            frames[ed].AreaMm2,
            frames[es].AreaMm2,
            100 * (frames[ed].AreaPx - frames[es].AreaPx) / frames[ed].AreaPx,
            timesMs[es] > 0 ? timesMs[es] : double.NaN,
            emptying,
            filling,
            measured.Length,
            flags
        );
        return ed == es ? cine.WithoutChange() : cine; // one phase, or a still copied
    }

    /// <summary>The cardiac phase of a frame as tables have it: ED, ES, or empty between them.</summary>
    internal string PhaseOf(int frame) =>
        frame < 0 ? ""
        : frame == EdFrame ? "ED"
        : frame == EsFrame ? "ES"
        : "";

    /// <summary>The same without end-systole and what follows from it: for a single phase, or frames that are hardly of one heart
    /// beat.</summary>
    public CineMeasures WithoutChange() =>
        this with
        {
            EsFrame = -1,
            EsaPx = double.NaN,
            EsaMm2 = double.NaN,
            FacPercent = double.NaN,
            TimeToEsMs = double.NaN,
            PeakEmptyingMm2PerS = double.NaN,
            PeakFillingMm2PerS = double.NaN,
        };

    /// <summary>Marks frames whose area or centre jumps both from the frame before and from that after; needs at least 8 frames, else none
    /// is marked.</summary>
    /// <param name="frames">In order of time.</param>
    /// <returns>The same measures, these frames with <see cref="QualityFlags.ImplausibleChange"/>, the others without.</returns>
    public static IReadOnlyList<LvMeasures> MarkImplausible(IReadOnlyList<LvMeasures> frames)
    {
        var areas = frames.Where(f => f.IsMeasured).Select(f => f.AreaPx).ToArray();
        if (areas.Length < FewestFramesForMotion)
            return frames;
        var largest = areas.Max();
        bool Jumps(int from, int to)
        {
            var (a, b) = (frames[from], frames[(to + frames.Count) % frames.Count]);
            if (!b.IsMeasured)
                return false;
            var pixelMm = double.IsNaN(a.MajorAxisMm) ? FieldOfView.WorkingPixelMm : a.MajorAxisMm / a.MajorAxisPx;
            return Math.Abs(a.AreaPx - b.AreaPx) > LargestAreaStep * largest
                || Math.Sqrt(Math.Pow(a.CentreX - b.CentreX, 2) + Math.Pow(a.CentreY - b.CentreY, 2)) * pixelMm > LargestCentreStepMm;
        }

        return
        [
            .. frames.Select(
                (f, i) =>
                    f with
                    {
                        Flags =
                            f.IsMeasured && Jumps(i, i - 1) && Jumps(i, i + 1)
                                ? f.Flags | QualityFlags.ImplausibleChange
                                : f.Flags & ~QualityFlags.ImplausibleChange,
                    }
            ),
        ];
    }
}
