using System.Globalization;
using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Studio.Explore;

namespace GanCmri.Studio.Cines;

/// <summary>A stack for a page.</summary>
/// <param name="Slices">Frames of each slice.</param>
/// <param name="PixelMm">Size of a pixel, mm; null where it is unknown.</param>
internal sealed record StackAnswer(int[] Slices, double? PixelMm)
{
    public static StackAnswer Of(OpenCine cine) =>
        new([.. cine.Stack.Series.Select(s => s.Frames.Count)], cine.Stack.Series[0].Spacing?.RowMm);
}

/// <summary>Frames of a slice for a page.</summary>
internal sealed record FramesAnswer(int Width, int Height, int Count, double FrameMs, byte[] Pixels)
{
    private const double UsualBeatMs = 1000;

    public static FramesAnswer Of(CineSeries series)
    {
        GrayImage[] images = [.. series.Frames.Select(f => f.Image)];
        var scale = IntensityScale.Of(images);
        var (first, last) = (series.Frames[0].TimeMs, series.Frames[^1].TimeMs);
        var step = last > first ? (last - first) / (images.Length - 1) : UsualBeatMs / images.Length;
        return new FramesAnswer(
            images[0].Width,
            images[0].Height,
            images.Length,
            step,
            [.. images.SelectMany(i => scale is null ? new byte[i.Pixels.Length] : GreyBytes.Of(scale.Apply(i)))]
        );
    }
}

/// <summary>Outlines of a slice for a page.</summary>
internal sealed record OutlinesAnswer(float[][] Outlines, bool[] ByHand, double[] LvAreas, double FacPercent)
{
    public static OutlinesAnswer Of(MeasuredSliceView view) =>
        new([.. view.Masks.Select(MaskOutline.Of)], view.ByHand, [.. view.Cine.Frames.Select(f => f.AreaMm2)], view.Cine.Cine.FacPercent);
}

/// <summary>Volumes of a stack for a page.</summary>
/// <param name="EdvMl">ml.</param>
/// <param name="EsvMl">ml.</param>
/// <param name="EfPercent">%.</param>
/// <param name="MassG">g.</param>
/// <param name="Slices">Slices summed; 0 where there is no volume.</param>
/// <param name="Notes">Why there is none, or what to doubt in it.</param>
internal sealed record VolumesAnswer(double EdvMl, double EsvMl, double EfPercent, double MassG, int Slices, string[] Notes)
{
    public static VolumesAnswer Of(OpenCine cine, CancellationToken cancellation)
    {
        var v = cine.Volumes(cancellation);
        return new(
            v.Measures?.EdvMl ?? double.NaN,
            v.Measures?.EsvMl ?? double.NaN,
            v.Measures?.EfPercent ?? double.NaN,
            v.Measures?.MassG ?? double.NaN,
            v.Measures?.Slices ?? 0,
            [.. NotesOf(v, cine)]
        );
    }

    private static IEnumerable<string> NotesOf(StudyVolumes v, OpenCine cine)
    {
        foreach (var doubt in v.Doubts)
            yield return VolumeDoubts.Explain(doubt);
        if (v.Measures is { } m && double.IsNaN(m.MassG) && cine.DrawnAt(m.EdFrame) is > 0 and var drawn)
            yield return FormattableString.Invariant(
                $"no mass, as by hand the cavity alone was outlined, without the wall ({drawn} of the slices at end-diastole)"
            );
    }
}

/// <summary>What to change in a what-if.</summary>
/// <param name="LvAreaPercent">Change of LV area, %, -50 to 50.</param>
/// <param name="Sphericity">Sphericity index to have; null: as it is.</param>
/// <param name="Slice">Place of the slice; null: chosen by the rule.</param>
/// <param name="Frames">Frames, 2 to 30.</param>
internal sealed record WhatIfWish(double LvAreaPercent, double? Sphericity, int? Slice, int? Frames);

/// <summary>Real, reconstruction and guided, in step.</summary>
internal sealed record WhatIfAnswer(WhatIfCine[] Cines, WhatIfNumber[] Numbers, string[] Notes)
{
    public static WhatIfAnswer Of(JobWork work)
    {
        var error = work.Result!.Error!;
        var off = SteeredPhenotype.All.Select(p =>
            $"its {p.Phenotype.Label} is {Figures.Signed(error.Of(p.Phenotype))} {p.Phenotype.Unit}".TrimEnd() + " off"
        );
        var reconstruction = string.Create(
            CultureInfo.InvariantCulture,
            $"the reconstruction is a relative of this heart, not the heart itself (SSIM {error.Ssim:0.00}): at end-diastole "
                + $"{string.Join(", ", off)}; changes are counted from it, and one smaller than this says little"
        );
        return new WhatIfAnswer(
            [.. work.Cines.Select(WhatIfCine.Of)],
            [.. SteeredPhenotype.All.Select(p => WhatIfNumber.Of(p, work.Result))],
            [reconstruction, .. Drawn(work.Heart.Slice!.Series), .. work.Result.Notes.Except(JobNotes.Reconstruction(error, tuned: false))]
        );
    }

    private static IEnumerable<string> Drawn(CineSeries slice)
    {
        if (slice.Frames.Count(f => f.DrawnCavity is not null) is > 0 and var drawn)
            yield return FormattableString.Invariant(
                $"frames of the real heart outlined by hand: {drawn}, the cavity alone; all others are as the segmenter finds them"
            );
    }
}

/// <summary>One of the three.</summary>
internal sealed record WhatIfCine(string Title, int Side, byte[] Pixels, float[][] Outlines, double[] LvAreas)
{
    public static WhatIfCine Of(JobCine cine) =>
        new(
            cine.Title,
            cine.Frames[0].Image.Width,
            [.. cine.Frames.SelectMany(f => GreyBytes.Of(f.Image))],
            [.. cine.Frames.Select(f => MaskOutline.Of(f.Cavity))],
            [.. cine.Measures.Select(m => m.AreaMm2)]
        );
}

/// <summary>A phenotype at end-diastole in all three.</summary>
/// <param name="Label">Name and unit.</param>
/// <param name="Real">Measured on the scan.</param>
/// <param name="Reconstruction">Measured on the reconstruction.</param>
/// <param name="Asked">Asked for; null: kept.</param>
/// <param name="Guided">Measured on the guided one; null where nothing was asked for.</param>
internal sealed record WhatIfNumber(string Label, double Real, double Reconstruction, double? Asked, double? Guided)
{
    public static WhatIfNumber Of(SteeredPhenotype steered, JobResult result)
    {
        var name = steered.Phenotype.Name;
        return new(
            steered.Phenotype.Head,
            result.Real!.AtEndDiastole[name],
            result.Start.AtEndDiastole[name],
            result.Of(steered)?.Target,
            result.Guided?.AtEndDiastole[name]
        );
    }
}
