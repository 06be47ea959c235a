using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary><see cref="RegionMoments"/> of many maps at once, as tensors that have gradients.</summary>
/// <param name="Area">Sums of weights, [N], px.</param>
/// <param name="SphericityIndex">Short by long axes, [N].</param>
/// <param name="AlongRows">Re e of the stretch e = (M² - m²) / (M² + m²) exp(2 i angle), [N]: above 0 the region is long along the
/// rows.</param>
/// <param name="AlongDiagonal">Im e, [N]: above 0 it is long along the diagonal of falling rows and rising columns.</param>
internal sealed record SoftMoments(Tensor Area, Tensor SphericityIndex, Tensor AlongRows, Tensor AlongDiagonal)
{
    // Keeps roots off zero, where they have no gradient: empty maps and perfect circles.
    private const double Least = 1e-6;

    /// <summary>Measures maps of weights 0..1, [N, S, S].</summary>
    public static SoftMoments Of(Tensor weights)
    {
        using var scope = NewDisposeScope();
        var at = TensorMath.Counting(weights.shape[1], weights.device);
        Tensor x = at.unsqueeze(0),
            y = at.unsqueeze(1);
        var area = Sum(weights);
        var sum = area.Plus(Least);
        Tensor Mean(Tensor values) => Sum(weights.mul(values)).div(sum);
        Tensor cx = Mean(x).reshape(-1, 1, 1),
            cy = Mean(y).reshape(-1, 1, 1);
        Tensor dx = x.Plus(cx.neg()),
            dy = y.Plus(cy.neg());
        Tensor a = Mean(dx.Squared()),
            b = Mean(dy.Squared()),
            c = Mean(dx.mul(dy));
        Tensor half = a.Plus(b).Times(.5),
            lead = a.Plus(b.neg()).Times(.5),
            whole = half.Plus(Least);
        var root = lead.Squared().Plus(c.Squared()).Plus(Least).sqrt();
        var index = half.Plus(root.neg()).Plus(Least).div(half.Plus(root).Plus(Least)).sqrt();
        return new SoftMoments(
            area.MoveToOuterDisposeScope(),
            index.MoveToOuterDisposeScope(),
            lead.div(whole).MoveToOuterDisposeScope(),
            c.div(whole).MoveToOuterDisposeScope()
        );
    }

    /// <summary>The same, kept when the caller's dispose scope ends.</summary>
    public SoftMoments MoveToOuterScope()
    {
        foreach (var tensor in new[] { Area, SphericityIndex, AlongRows, AlongDiagonal })
            tensor.MoveToOuterDisposeScope();
        return this;
    }

    private static Tensor Sum(Tensor maps) => maps.sum([1, 2]);
}
