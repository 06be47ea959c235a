using GanCmri.Reports.Hearts;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studio.Explore;

/// <summary>A recipe as it stands in an address.</summary>
/// <param name="Seed">The heart.</param>
/// <param name="Psi">Truncation, 0 to 1.</param>
/// <param name="LvArea">LV area asked for at end-diastole, mm²; left out: the heart's own.</param>
/// <param name="Sphericity">Sphericity index asked for at end-diastole; left out: the heart's own.</param>
/// <param name="Fac">Fractional area change asked for, %; left out: as the motion has it.</param>
/// <param name="Motion">ed-to-es, frame-to-frame or periodic.</param>
/// <param name="Frames">Frames of the beat.</param>
internal sealed record HeartQuery(
    uint Seed = 1,
    double Psi = 0.8,
    double? LvArea = null,
    double? Sphericity = null,
    double? Fac = null,
    string Motion = "frame-to-frame",
    int Frames = 30
)
{
    /// <exception cref="InputException">The motion is no word for one.</exception>
    public HeartRecipe Recipe() =>
        new()
        {
            Seed = Seed,
            Psi = Psi,
            LvAreaMm2 = LvArea,
            SphericityIndex = Sphericity,
            FacPercent = Fac,
            Frames = Frames,
            Motion =
                MotionWords.Parse(Motion)
                ?? throw new InputException("motion", string.Join(", ", MotionWords.All), "another word", "choose one of them"),
        };
}
