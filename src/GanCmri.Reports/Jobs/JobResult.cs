using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>A finished job in numbers.</summary>
/// <param name="Frames">Frames of each cine.</param>
/// <param name="Slice">The slice of a real stack; null for a synthetic heart.</param>
/// <param name="Error">How far the reconstruction is from the real cine, in the frame where the real one has its largest LV area; null for
/// a synthetic heart.</param>
/// <param name="Cines">Its cines.</param>
/// <param name="Steered">What became of each phenotype asked for, by its name.</param>
/// <param name="Notes">What to know; empty if nothing.</param>
internal sealed record JobResult(
    int Frames,
    JobSlice? Slice,
    ReconstructionError? Error,
    IReadOnlyList<JobCineResult> Cines,
    IReadOnlyDictionary<string, SteeredValue> Steered,
    IReadOnlyList<string> Notes
)
{
    /// <summary>The real cine; null for a synthetic heart.</summary>
    public JobCineResult? Real => Cine(JobCine.Real);

    /// <summary>The cine that the generator makes before anything is changed: the reconstruction of a real one, or the synthetic
    /// heart.</summary>
    public JobCineResult Start => Cine(JobCine.Reconstruction) ?? Cine(JobCine.Synthetic)!;

    /// <summary>The guided cine; null if there is none.</summary>
    public JobCineResult? Guided => Cine(JobCine.Guided);

    /// <summary>What became of one phenotype; null if it was not asked for.</summary>
    internal SteeredValue? Of(SteeredPhenotype phenotype) => Steered.GetValueOrDefault(phenotype.Phenotype.Name);

    internal JobCineResult? Cine(string name) => Cines.FirstOrDefault(c => c.Name == name);
}

/// <summary>The slice that a job took of a real stack.</summary>
/// <param name="Number">From 0, as in gancmri measure's tables.</param>
/// <param name="Slices">How many there were.</param>
/// <param name="Reason">Why this one.</param>
internal sealed record JobSlice(int Number, int Slices, string Reason);

/// <summary>A cine of a job in numbers; NaN where no cavity was found.</summary>
/// <param name="Name">real, reconstruction, synthetic or guided.</param>
/// <param name="EdaMm2">Largest LV area, mm².</param>
/// <param name="EsaMm2">Smallest LV area, mm².</param>
/// <param name="FacPercent">Fractional area change, %.</param>
/// <param name="AtEndDiastole">What the frame of the largest LV area measures, by the name of a phenotype of
/// <see cref="SteeredPhenotype.All"/>.</param>
/// <param name="PlausibleFrames">Frames with exactly one cavity that lies whole within the image.</param>
internal sealed record JobCineResult(
    string Name,
    double EdaMm2,
    double EsaMm2,
    double FacPercent,
    IReadOnlyDictionary<string, double> AtEndDiastole,
    int PlausibleFrames
)
{
    internal static JobCineResult Of(JobCine cine)
    {
        return new JobCineResult(
            cine.Name,
            cine.Beat.EdaMm2,
            cine.Beat.EsaMm2,
            cine.Beat.FacPercent,
            SteeredPhenotype.All.ToDictionary(p => p.Phenotype.Name, p => p.Phenotype.Measure(cine.AtEndDiastole.Measures)),
            cine.Measures.Count(Plausibility.IsPlausible)
        );
    }
}

/// <summary>What became of a phenotype that a job asked for, at end-diastole.</summary>
/// <param name="Requested">As the job has it, e.g. "+15%".</param>
/// <param name="Before">What the reconstruction or the synthetic heart measures.</param>
/// <param name="Target">The value asked for.</param>
/// <param name="After">What the guided heart measures, as the network sees it that steered.</param>
/// <param name="Judged">What another network measures in the guided heart under fresh noise; null: none judged.</param>
/// <param name="JudgedBefore">What it measures before the heart was guided, under the same noise.</param>
internal sealed record SteeredValue(
    string Requested,
    double Before,
    double Target,
    double After,
    double? Judged = null,
    double? JudgedBefore = null
);
