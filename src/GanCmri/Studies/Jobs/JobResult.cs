using GanCmri.Phenotypes;
using GanCmri.Studies.Guidance;

namespace GanCmri.Studies.Jobs;

/// <summary>A finished job in numbers.</summary>
/// <param name="Frames">Frames of each cine.</param>
/// <param name="Slice">The slice of a real stack, from 0; null for a synthetic heart.</param>
/// <param name="PsnrDb">Mean likeness of reconstruction and original, dB; null for a synthetic heart.</param>
/// <param name="Cines">Its cines.</param>
/// <param name="Steered">What became of each phenotype asked for, by its name.</param>
/// <param name="Notes">What to know; empty if nothing.</param>
public sealed record JobResult(
    int Frames, int? Slice, double? PsnrDb, IReadOnlyList<JobCineResult> Cines, IReadOnlyDictionary<string, SteeredValue> Steered, IReadOnlyList<string> Notes)
{
    /// <summary>The real cine; null for a synthetic heart.</summary>
    public JobCineResult? Original => Cine(JobCine.Original);

    /// <summary>The cine that the generator makes before anything is changed.</summary>
    public JobCineResult Before => Cine(JobCine.Reconstruction) ?? Cines[0];

    /// <summary>The guided cine; null if there is none.</summary>
    public JobCineResult? Guided => Cine(JobCine.Guided);

    /// <summary>What became of one phenotype; null if it was not asked for.</summary>
    internal SteeredValue? Of(SteeredPhenotype phenotype) => Steered.GetValueOrDefault(phenotype.Phenotype.Name);

    private JobCineResult? Cine(string name) => Cines.FirstOrDefault(c => c.Name == name);
}

/// <summary>A cine of a job in numbers; NaN where no cavity was found.</summary>
/// <param name="Name">original, reconstruction, synthetic or guided.</param>
/// <param name="EdaMm2">Largest LV area, mm².</param>
/// <param name="EsaMm2">Smallest LV area, mm².</param>
/// <param name="FacPercent">Fractional area change, %.</param>
/// <param name="EdSphericity">Sphericity index of the first frame.</param>
/// <param name="PlausibleFrames">Frames with exactly one cavity that lies whole within the image.</param>
public sealed record JobCineResult(string Name, double EdaMm2, double EsaMm2, double FacPercent, double EdSphericity, int PlausibleFrames)
{
    internal static JobCineResult Of(JobCine cine)
    {
        var whole = CineMeasures.Of(cine.Measures, [.. cine.Measures.Select(_ => double.NaN)]);
        return new JobCineResult(cine.Name, whole.EdaMm2, whole.EsaMm2, whole.FacPercent, cine.Measures[0].SphericityIndex, cine.Measures.Count(Plausibility.IsPlausible));
    }
}

/// <summary>What became of a phenotype that a job asked for, at end-diastole.</summary>
/// <param name="Requested">As the job has it, e.g. "+15%".</param>
/// <param name="Before">Measured before.</param>
/// <param name="Target">The value asked for.</param>
/// <param name="After">Measured after.</param>
public sealed record SteeredValue(string Requested, double Before, double Target, double After);
