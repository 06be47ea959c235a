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

    /// <summary>Two slices at one place.</summary>
    public const string Repeated = "SliceRepeated";

    /// <summary>A distance between slices that differs by more than a tenth from their median: a slice is missing, or shows no
    /// cavity.</summary>
    public const string Gap = "SliceGap";

    /// <summary>Slices with different numbers of frames.</summary>
    public const string Phases = "PhasesDiffer";

    /// <summary>In every frame some slice within the stack shows no cavity.</summary>
    public const string NoWholeFrame = "NoWholeFrame";

    /// <summary>One phase: neither end-systolic volume nor what follows from it.</summary>
    public const string OnePhase = CineDoubts.OnePhase;

    /// <summary>One frame only shows the cavity in every slice, or all frames have one volume: no end-systole either.</summary>
    public const string NoChange = "NoChange";

    /// <summary>There are volumes, but outlines with flags of their own make more than a twentieth of one.</summary>
    public const string DoubtfulSlices = "DoubtfulSlices";

    private const double MostDoubtful = 0.05; // a slice at the base holds a tenth; the tip of the apex less

    /// <summary>What to doubt in volumes that there are; empty for nothing.</summary>
    public static string Of(StackMeasures measures) => measures.DoubtfulShare > MostDoubtful ? DoubtfulSlices : "";

    /// <summary>The word in a sentence's words.</summary>
    public static string Explain(string doubt) =>
        doubt switch
        {
            FewSlices => "fewer than three slices with a cavity",
            Places => "the places of slices are not told",
            PixelSize => "the pixel size is not told",
            Repeated => "two slices lie at one place",
            Gap => "slices are not evenly spaced: one is missing, or shows no cavity",
            Phases => "slices have different numbers of frames",
            NoWholeFrame => "in every frame some slice within the stack shows no cavity",
            OnePhase => "one phase only, so no end-systole",
            NoChange => "one frame only shows the cavity in every slice, or nothing moves",
            DoubtfulSlices => "slices whose outline is doubtful at end-diastole or end-systole make more than 5 % of EDV or ESV",
            _ => doubt,
        };
}
