using GanCmri.Runtime;

namespace GanCmri.Trajectories.Directions;

/// <summary>
/// A direction that differs from heart to heart: each step of c changes one phenotype by a fixed amount and keeps the other. It is followed
/// by Newton steps along the field's gradients, which change on the way; no image is made.
/// </summary>
/// <param name="Shape">Size and shape as functions of the latent.</param>
/// <param name="Raises">The phenotype that grows with c.</param>
/// <param name="Step">How much one step of c changes it, in its unit.</param>
/// <param name="Gain">Measured change divided by the change that the field predicts, over hearts; so a latent is moved 1 / Gain as far as
/// the field alone would say.</param>
public sealed record FieldDirection(ShapeField Shape, FieldTarget Raises, double Step, double Gain = 1)
{
    /// <summary>The roundest index a heart is moved to: at a circle the index has no gradient.</summary>
    public const double MostRound = .97;

    private const double LeastRound = .3,
        LeastShare = .2; // of the index; of the heart's own area
    private const double StepLength = .25; // of c: a Newton step each

    /// <summary>The phenotype as the field sees it.</summary>
    public double ValueOf(ReadOnlySpan<float> w) => Shape.StateOf(w).Of(Raises);

    /// <summary>The step c that takes a heart to a value.</summary>
    /// <param name="w">Its latent.</param>
    /// <param name="value">In the phenotype's unit.</param>
    public double StepTo(ReadOnlySpan<float> w, double value) => (value - ValueOf(w)) / Step;

    /// <summary>Moves a heart by c steps.</summary>
    /// <param name="w">Its latent.</param>
    /// <param name="c">Steps; below 0 the phenotype falls.</param>
    /// <param name="seen">
    /// Size and shape seen in the heart's image, which is better than what the field tells from the latent (r about 0.6 for the stretch);
    /// null: what the field tells.
    /// </param>
    public float[] Move(ReadOnlySpan<float> w, double c, ShapeState? seen = null)
    {
        var at = w.ToArray();
        var (field, start) = (Shape, Shape.StateOf(w));
        if (seen is { } state)
            (field, start) = (Shape.Shifted(start, state), state);
        var count = (int)Math.Ceiling(Math.Abs(c) / StepLength);
        for (var i = 1; i <= count; i++)
        {
            if (field.MovesAt(at) is not { } moves)
                break;
            var (area, stretch) = Target(start, c * i / count);
            var now = field.StateOf(at);
            at = Vectors.AddScaled(Vectors.AddScaled(at, area - now.LogArea, moves.LogArea), stretch - now.Stretch, moves.Stretch);
        }

        return at;
    }

    /// <summary>Checks that it can be used.</summary>
    /// <exception cref="InputException">It cannot.</exception>
    internal void Require(int length, string where)
    {
        if (!(double.IsFinite(Step) && Step > 0 && double.IsFinite(Gain) && Gain > 0))
            throw new InputException(
                where,
                "a step and a gain above 0",
                FormattableString.Invariant($"{Step} and {Gain}"),
                "fit the direction again"
            );
        Shape.Require(length, where);
    }

    private (double LogArea, double Stretch) Target(ShapeState start, double c)
    {
        var wanted = start.Of(Raises) + c * Step / Gain;
        return Raises switch
        {
            FieldTarget.LvArea => (Math.Log(Math.Max(LeastShare * start.AreaMm2, wanted)), start.Stretch),
            FieldTarget.SphericityIndex => (
                start.LogArea,
                ShapeState.StretchOf(Math.Clamp(wanted, LeastRound, Math.Max(MostRound, start.SphericityIndex)))
            ),
            _ => throw new InvalidOperationException($"a field does not raise {Raises}"),
        };
    }
}
