using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;
using static TorchSharp.torch;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>What a reader study is made from.</summary>
internal sealed record ReaderStudyOptions
{
    /// <summary>Most videos beside each other.</summary>
    public const int MostVideos = 6;

    /// <summary>What readers are asked.</summary>
    public required ReaderTask Task { get; init; }

    /// <summary>Frame store, folder of pictures, DICOM or NIfTI, or .npy of images.</summary>
    public required string Real { get; init; }

    /// <summary>Which frames of a store; null for all.</summary>
    public DataSplit? Split { get; init; }

    /// <summary>Synthetic pictures or cines that exist already.</summary>
    public IReadOnlyList<SyntheticFolder> Synthetic { get; init; } = [];

    /// <summary>Hearts to be made; null for none.</summary>
    public HeartsToMake? Hearts { get; init; }

    /// <summary>Pairs or sets; null: as many as there can be, at most <see cref="UsualItems"/>.</summary>
    public int? Items { get; init; }

    /// <summary>Side of all pictures in pixels; null: the smallest side of all sources.</summary>
    public int? Side { get; init; }

    /// <summary>Chooses and orders.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Items of a study that names no number: what one sitting holds.</summary>
    public int UsualItems => Task == ReaderTask.Pairs ? 40 : 20;
}

/// <summary>Synthetic pictures or cines in files.</summary>
/// <param name="Name">Their name in the key and in results.</param>
/// <param name="Path">As <see cref="ReaderStudyOptions.Real"/>.</param>
internal sealed record SyntheticFolder(string Name, string Path);

/// <summary>Hearts that a generator makes for the study.</summary>
/// <param name="Models">Folder of models; null: the shipped ones.</param>
/// <param name="Seeds">A heart each; no heart is shown twice.</param>
/// <param name="Psi">Truncation.</param>
/// <param name="Motions">For videos: a source each.</param>
/// <param name="Device">Where to compute.</param>
internal sealed record HeartsToMake(
    string? Models,
    IReadOnlyList<uint> Seeds,
    double Psi,
    IReadOnlyList<MotionKind> Motions,
    Device Device
);
