using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>Words for why slices give no volume, not all of it, or one to doubt.</summary>
internal static class VolumeDoubts
{
    /// <summary>Fewer than three slices with a cavity.</summary>
    public const string FewSlices = "FewSlices";

    /// <summary>The places of slices are not told.</summary>
    public const string Places = "NoSlicePlaces";

    /// <summary>The pixel size is not told.</summary>
    public const string PixelSize = CineDoubts.PixelSize;

    /// <summary>Two slices at one place, or of the same pixels.</summary>
    public const string Repeated = CineDoubts.Repeated;

    /// <summary>A distance between slices that differs by more than a tenth from their median: a slice is missing, or shows no
    /// cavity.</summary>
    public const string Gap = "SliceGap";

    /// <summary>Slices with different numbers of frames.</summary>
    public const string Phases = "PhasesDiffer";

    /// <summary>In every frame some slice within the stack shows no cavity.</summary>
    public const string NoWholeFrame = "NoWholeFrame";

    /// <summary>One phase: the volume of the other is not known, nor what follows from both.</summary>
    public const string OnePhase = CineDoubts.OnePhase;

    /// <summary>One frame only shows the cavity in every slice, or all frames have one volume: no end-systole either. Or a
    /// stack labelled ES is no smaller than that labelled ED.</summary>
    public const string NoChange = "NoChange";

    /// <summary>There are volumes, but outlines with flags of their own make more than a twentieth of one.</summary>
    public const string DoubtfulSlices = "DoubtfulSlices";

    /// <summary>The two ventricles' stroke volumes differ by more than 30 % of their mean.</summary>
    public const string StrokeVolumes = "StrokeVolumesDiffer";

    /// <summary>The stack's last slice towards the apex has more than half the area of the largest at end-diastole.</summary>
    public const string BeforeApex = "EndsBeforeApex";

    /// <summary>The stack's last slice at the base is the largest at end-diastole.</summary>
    public const string BeforeBase = "EndsBeforeBase";

    /// <summary>The slices lie across where short axes do.</summary>
    public const string Plane = CineDoubts.Plane;

    private const double MostDoubtful = 0.05; // a slice at the base holds a tenth; the tip of the apex less

    // One heart scanned twice: RV EDV differs by 6.2 % and EF by 8.3 % (coefficients of variation; the LV's are smaller. Grothues et al.,
    // Am Heart J 147:218, 2004), so a stroke volume by 10 %, the difference of two by 15 % at most, and 95 of 100 differences are below
    // 29 %.
    private const double MostStrokeDifference = 0.3;

    /// <summary>What to doubt in volumes that there are.</summary>
    public static IEnumerable<string> Of(StackMeasures measures)
    {
        if (measures.DoubtfulShare > MostDoubtful)
            yield return DoubtfulSlices;
        var (left, right) = (measures.StrokeVolumeMl, measures.RightStrokeVolumeMl);
        if (measures.RightEdvMl > 0 && Math.Abs(left - right) > MostStrokeDifference * Math.Max(0, (left + right) / 2))
            yield return StrokeVolumes;
    }

    /// <summary>What a doubt of this kind means for the volumes.</summary>
    public static string Consequence(string doubt) =>
        doubt switch
        {
            DoubtfulSlices or StrokeVolumes or BeforeApex or BeforeBase or Plane => "volumes to look at",
            OnePhase or NoChange => "no ejection fraction",
            _ => "no volume",
        };

    /// <summary>The word in a sentence's words.</summary>
    public static string Explain(string doubt) =>
        doubt switch
        {
            FewSlices => "fewer than three slices with a cavity",
            Places => "the places of slices are not told",
            PixelSize => "the pixel size is not told",
            Repeated => "two slices lie at one place, or have the same pixels",
            Gap => "slices are not evenly spaced: one is missing, or shows no cavity",
            Phases => "slices have different numbers of frames",
            NoWholeFrame => "in every frame some slice within the stack shows no cavity",
            OnePhase => "one phase only: end-systole, or end-diastole, is not known",
            NoChange => "one frame only shows the cavity in every slice, nothing moves, or the stack named ES is the larger",
            DoubtfulSlices => "slices whose outline is doubtful at end-diastole or end-systole make more than 5 % of EDV or ESV",
            StrokeVolumes => "stroke volumes of the two ventricles differ by more than 30 % of their mean, which without a leaking valve "
                + "or a shunt they hardly do",
            BeforeApex => "the stack seems to end before the apex: its last slice there is more than half as large as the largest",
            BeforeBase => "the stack seems to end before the base: its last slice there is the largest",
            Plane => "slices lie more than 60 degrees from where short axes do",
            _ => doubt,
        };
}
