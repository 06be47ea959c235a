using GanCmri.Phenotypes;

namespace GanCmri.Studies.Jobs;

/// <summary>One of the cines that a job compares.</summary>
/// <param name="Name">original, reconstruction, synthetic or guided.</param>
/// <param name="Frames">Its frames, the first meant to be end-diastole.</param>
internal sealed record JobCine(string Name, IReadOnlyList<MeasuredFrame> Frames)
{
    public const string Original = "original", Reconstruction = "reconstruction", Synthetic = "synthetic", Guided = "guided";

    /// <summary>The name for readers: which of them is real.</summary>
    public string Title => Name switch
    {
        Original => "Original (real)",
        Reconstruction => "Reconstruction (synthetic)",
        Synthetic => "Synthetic heart",
        _ => "Guided (synthetic)",
    };

    /// <summary>The measures of its frames, jumps marked.</summary>
    public IReadOnlyList<LvMeasures> Measures { get; } = CineMeasures.MarkImplausible([.. Frames.Select(f => f.Measures)]);
}
