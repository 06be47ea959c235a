using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Tests.Trajectories.Directions;

/// <summary>A field whose state is read off a latent's first numbers: log area w0 / 10 about 2,000 mm², stretch w1 and w2 about 0.2 along
/// the rows.</summary>
internal static class PlantedField
{
    public static ShapeField Make(int length = 4) =>
        new(
            new float[length],
            Linear("log-area", Math.Log(2000), length, 0, .1f),
            Linear("stretch-re", .2, length, 1, 1),
            Linear("stretch-im", 0, length, 2, 1)
        );

    public static PhenotypeDirection Direction(FieldTarget raises, int length = 4) =>
        new(raises == FieldTarget.LvArea ? "lv_area_mm2" : "sphericity_index", DirectionMethod.Field, new float[length], 0, 1, 1, 1)
        {
            Field = new FieldDirection(Make(length), raises, raises == FieldTarget.LvArea ? 200 : .02),
        };

    private static LatentQuadratic Linear(string name, double value, int length, int place, float slope) =>
        new(name, value, [.. Enumerable.Range(0, length).Select(i => i == place ? slope : 0)], [], []);
}
