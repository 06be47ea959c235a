using GanCmri.Evaluation;
using GanCmri.Phenotypes;

namespace GanCmri.Studies.Measurement;

/// <summary>What a measurement found.</summary>
/// <param name="Stacks">Stack by stack.</param>
/// <param name="Labels">How it agrees with labels; null where none were asked for.</param>
internal sealed record MeasuredData(IReadOnlyList<MeasuredPlace> Stacks, LabelAgreement? Labels)
{
    /// <summary>Height, weight and heart rate of subjects; null: unknown.</summary>
    public BodyTable? People { get; init; }

    /// <summary>Whether a picture of the whole data says that a generator made it: tables then have a column source.</summary>
    public bool HasSynthetic { get; init; }

    /// <summary>Cines with a cavity and without a pixel size.</summary>
    public int WithoutScale => Cines.Count(c => c.Frames.Any(f => f.IsMeasured && double.IsNaN(f.AreaMm2)));

    /// <summary>All cines.</summary>
    public IEnumerable<MeasuredCine> Cines => Stacks.SelectMany(s => s.Cines);

    /// <summary>Frames in all.</summary>
    public int Frames => Cines.Sum(m => m.Frames.Count);

    /// <summary>Volumes of each study.</summary>
    /// <param name="isCut">Whether the last stack may lack slices.</param>
    public IReadOnlyList<StudyVolumes> Volumes(bool isCut)
    {
        var volumes = StudyVolumes.Of((isCut ? Stacks.SkipLast(1) : Stacks).Select(s => s.Cines));
        return People is null ? volumes : [.. volumes.Select(v => v.With(People.Of(v.Subject)))];
    }
}

/// <summary>The cines of a stack.</summary>
/// <param name="Place">Where it comes among all stacks of the data.</param>
/// <param name="Cines">Its cines.</param>
/// <param name="Labelled">Its frames that came with a label.</param>
internal sealed record MeasuredPlace(long Place, IReadOnlyList<MeasuredCine> Cines, int Labelled);
