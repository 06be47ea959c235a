using GanCmri.Imaging.Hearts;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Store;

/// <summary>How <see cref="DatasetBuilder"/> makes a frame store.</summary>
public sealed record DatasetOptions
{
    /// <summary>The crop of every frame.</summary>
    public HeartCrop Crop { get; init; } = new();

    /// <summary>The share held out where <see cref="Validation"/> is null and there are three or more subjects.</summary>
    public const double UsualValidation = 0.2;

    /// <summary>
    /// Share of the subjects of each pathology held out for validation; an empty side is then an error. Null by default:
    /// <see cref="UsualValidation"/>, or none with fewer than three subjects.
    /// </summary>
    public double? Validation { get; init; }

    /// <summary>Takes pictures as they are, already cropped, instead of finding the heart; false by default. The crop's field is then their
    /// side.</summary>
    public bool AsIs { get; init; }

    /// <summary>Share of the subjects of each pathology kept untouched for published figures, beside those for validation; none by
    /// default.</summary>
    public double Test { get; init; }

    /// <summary>The seed of the split; 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// A slice without masks is left out when its evidence of a left ventricle is below this share of the stack's best; 0.35 by default:
    /// below all slices that experts contoured in four Sunnybrook cines (lowest 0.41).
    /// </summary>
    public double LeastEvidence { get; init; } = 0.35;

    /// <summary>Null, or the folder whose own folders are the sources (centres, collections): their names, which must not be a person's, go
    /// into the column <c>source</c>.</summary>
    public string? SourcesIn { get; init; }

    /// <summary>Writes subjects.csv, which tells which source id a pseudonym stands for; false by default.</summary>
    public bool KeepIds { get; init; }

    /// <summary>Told what was joined of files of single phases.</summary>
    internal ReadingNotes Notes { get; init; } = new();

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate()
    {
        Crop.Validate();
        new OptionChecks().Within(Validation, 0, 1).Within(Test, 0, 1).Within(LeastEvidence, 0, 1).Throw();
    }
}
