using GanCmri.Phenotypes;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Guidance;

/// <summary>
/// Each heart along its own response: a step of c changes one phenotype by a fixed amount and leaves the others. Solved at whole c,
/// starting from the solution before; straight between.
/// </summary>
/// <param name="steering">Solves.</param>
/// <param name="guided">LV area, by 10 % of the heart's own a step, or sphericity, by 0.02 a step.</param>
internal sealed class OwnResponsePath(PhenotypeSteering steering, SteeredPhenotype guided) : GuidancePath
{
    /// <inheritdoc/>
    public override FramePhenotype Guided => guided.Phenotype;

    /// <inheritdoc/>
    public override IReadOnlyList<float[][]> Of(IReadOnlyList<float[]> hearts, IReadOnlyList<double> steps, CancellationToken cancellation)
    {
        var still = steering.Now(hearts, cancellation);
        var whole = new SortedDictionary<int, IReadOnlyList<float[]>> { [0] = hearts };
        int lowest = (int)Math.Floor(Math.Min(0, steps[0])),
            highest = (int)Math.Ceiling(Math.Max(0, steps[^1]));
        for (var c = 1; c <= highest; c++)
            whole[c] = steering.Towards(whole[c - 1], [.. still.Select(s => Target(s, c))], cancellation);
        for (var c = -1; c >= lowest; c--)
            whole[c] = steering.Towards(whole[c + 1], [.. still.Select(s => Target(s, c))], cancellation);
        return [.. hearts.Select((_, heart) => steps.Select(c => Between(whole, heart, c)).ToArray())];
    }

    private PhenotypeTarget Target(PhenotypeTarget still, double c) => still.With(guided, guided.After(still[guided], c));

    private static float[] Between(SortedDictionary<int, IReadOnlyList<float[]>> whole, int heart, double c)
    {
        var below = (int)Math.Floor(c);
        var from = whole[below][heart];
        return c == below ? from : Vectors.AddScaled(from, c - below, Vectors.Subtract(whole[below + 1][heart], from));
    }
}
