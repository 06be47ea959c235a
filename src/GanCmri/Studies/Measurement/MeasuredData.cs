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

    /// <summary>Whether another network looked, too.</summary>
    public bool IsJudged { get; init; }

    /// <summary>Frames in which another network sees quite another cavity.</summary>
    public int Differing => Cines.Sum(c => c.Frames.Count(f => f.Flags.HasFlag(QualityFlags.NetworksDiffer)));

    /// <summary>Whether a picture of the whole data says that a generator made it: tables then have a column source.</summary>
    public bool HasSynthetic { get; init; }

    /// <summary>Cines with a cavity and without a pixel size.</summary>
    public int WithoutScale => Cines.Count(c => c.Frames.Any(f => f.IsMeasured && double.IsNaN(f.AreaMm2)));

    /// <summary>All cines.</summary>
    public IEnumerable<MeasuredCine> Cines => Stacks.SelectMany(s => s.Cines);

    /// <summary>Frames in all.</summary>
    public int Frames => Cines.Sum(m => m.Frames.Count);

    /// <summary>Volumes of each study that was measured whole: they need every slice.</summary>
    public IReadOnlyList<StudyVolumes> Volumes()
    {
        var cut = Cut();
        IReadOnlyList<MeasuredCine>[] whole = [.. Stacks.Where(s => !cut.Contains(s.Study)).Select(s => s.Cines)];
        var volumes = IsJudged ? StudyVolumes.OfJudged(whole) : StudyVolumes.Of(whole);
        return People is null ? volumes : [.. volumes.Select(v => v.With(People.Of(v.Subject)))];
    }

    /// <summary>Studies with measured cines and without volumes, because the run was stopped before all of theirs were measured.</summary>
    public int CutStudies => Stacks.Where(s => s.Cines.Count > 0).Select(s => s.Study).Distinct().Count(Cut().Contains);

    private HashSet<(string Subject, string Study)> Cut() => [.. Stacks.Where(s => !s.IsWhole).Select(s => s.Study)];
}

/// <summary>The cines of a stack.</summary>
/// <param name="Place">Where it comes among all stacks of the data.</param>
/// <param name="Cines">Its cines.</param>
/// <param name="Labelled">Its frames that came with a label.</param>
internal sealed record MeasuredPlace(long Place, IReadOnlyList<MeasuredCine> Cines, int Labelled)
{
    /// <summary>Whose it is.</summary>
    public required (string Subject, string Study) Study { get; init; }

    /// <summary>Whether all of its cines are measured; a run that was stopped may lack some.</summary>
    public required bool IsWhole { get; init; }
}
