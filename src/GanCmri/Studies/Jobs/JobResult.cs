using GanCmri.Phenotypes;

namespace GanCmri.Studies.Jobs;

/// <summary>A finished job in numbers.</summary>
/// <param name="Frames">Frames of each cine.</param>
/// <param name="Slice">The slice of a real stack, from 0; null for a synthetic heart.</param>
/// <param name="PsnrDb">Mean likeness of reconstruction and original, dB; null for a synthetic heart.</param>
/// <param name="Cines">Its cines; the first is the one that guidance is compared with.</param>
/// <param name="LvArea">How LV area was guided; null: not.</param>
/// <param name="Sphericity">How the sphericity index was guided; null: not.</param>
/// <param name="Notes">What to know; empty if nothing.</param>
public sealed record JobResult(
    int Frames, int? Slice, double? PsnrDb, IReadOnlyList<JobCineResult> Cines, GuidedValue? LvArea, GuidedValue? Sphericity, IReadOnlyList<string> Notes)
{
    /// <summary>A cine by its name; null if the job has none such.</summary>
    public JobCineResult? Cine(string name) => Cines.FirstOrDefault(c => c.Name == name);
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

/// <summary>How one phenotype was guided at end-diastole.</summary>
/// <param name="Requested">As the job has it.</param>
/// <param name="Step">The guidance step c.</param>
/// <param name="Before">Measured without guidance.</param>
/// <param name="Target">Value aimed at; NaN where a step was given.</param>
/// <param name="After">Measured with all guidance.</param>
public sealed record GuidedValue(string Requested, double Step, double Before, double Target, double After);
