using GanCmri.Phenotypes;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>One of the cines that a job compares.</summary>
/// <param name="Name">real, reconstruction, synthetic or guided.</param>
/// <param name="Frames">Its frames, all cines of a job in step.</param>
internal sealed record JobCine(string Name, IReadOnlyList<MeasuredFrame> Frames)
{
    public const string Real = "real",
        Reconstruction = "reconstruction",
        Synthetic = "synthetic",
        Guided = "guided";

    /// <summary>The names, in the order of tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [Real, Reconstruction, Synthetic, Guided];

    /// <summary>The name for readers: which of them is real.</summary>
    public string Title =>
        Name switch
        {
            Real => "Real",
            Reconstruction => "Reconstruction (synthetic)",
            Synthetic => "Synthetic heart",
            _ => "Guided (synthetic)",
        };

    /// <summary>The same in a word, for small pictures.</summary>
    public string ShortTitle => char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>The measures of its frames, jumps marked.</summary>
    public IReadOnlyList<LvMeasures> Measures { get; } = CineMeasures.MarkImplausible([.. Frames.Select(f => f.Measures)]);

    /// <summary>End-diastole: the frame of the largest LV area, as gancmri measure has it; the first where none was measured.</summary>
    public int EdFrame { get; } =
        Math.Max(0, CineMeasures.Of([.. Frames.Select(f => f.Measures)], [.. Frames.Select(_ => double.NaN)]).EdFrame);

    /// <summary>The frame at end-diastole.</summary>
    public MeasuredFrame AtEndDiastole => Frames[EdFrame];
}
