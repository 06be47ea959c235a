using GanCmri.Evaluation;
using GanCmri.Imaging.Hearts;
using GanCmri.Runtime;

namespace GanCmri.Studies.Comparison;

/// <summary>How trajectories are compared.</summary>
public sealed record TrajectoryComparisonOptions
{
    /// <summary>Harmonics of the periodic trajectory.</summary>
    public int Harmonics { get; init; } = 4;

    /// <summary>Side of the heart crops, mm.</summary>
    public double FieldMm { get; init; } = new HeartCrop().FieldMm;

    /// <summary>Cines are left out whose LV area at end-diastole is a smaller share of the same patient's largest, 0 to 1: near base and
    /// apex a few pixels more are many percent. 0 keeps all that show a cavity at end-diastole; one without is always left out.</summary>
    public double LeastAreaShare { get; init; }

    /// <summary>Resamples, splits and seed of the distances.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate()
    {
        Evaluation.Validate();
        new OptionChecks().AtLeast(Harmonics, 1).Positive(FieldMm).Within(LeastAreaShare, 0, 1).Throw();
    }
}
