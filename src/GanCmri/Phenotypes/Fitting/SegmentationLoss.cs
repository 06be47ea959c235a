using GanCmri.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Losses on logits [N, C, H, W] of a batch.</summary>
internal static class SegmentationLoss
{
    // Pixels added to numerator and denominator: an empty target with an empty answer is then a perfect one.
    private const double SmoothPx = 5;

    // What an area's error is divided by beside the area itself, so that a small cavity's counts as much as a large one's and an empty
    // frame's is finite.
    private const double AreaPx = 100;
    private const double AreaShare = 0.3;

    // Cross-entropy keeps probabilities honest: under doubt the Dice coefficient alone gains by drawing too much.
    private const double DiceShare = 0.5;
    private const double CrossEntropyShare = 6;

    /// <summary>
    /// Binary cross-entropy, one minus the soft Dice coefficient (Milletari et al. 2016) and the relative error of the area, per map,
    /// weighted.
    /// </summary>
    public static Tensor DiceAndCrossEntropy(Tensor logits, TrainingBatch batch)
    {
        using var scope = NewDisposeScope();
        var p = logits.sigmoid();
        var both = p.mul(batch.Targets).sum([2, 3]);
        var either = p.sum([2, 3]).Plus(batch.Targets.sum([2, 3]));
        var dice = both.Times(2).Plus(SmoothPx).div(either.Plus(SmoothPx));
        var (found, drawn) = (p.sum([2, 3]), batch.Targets.sum([2, 3]));
        var area = found.Minus(drawn).abs().div(drawn.Plus(AreaPx)).AtMost(1);
        return Weighted(
                dice.neg().Plus(1).Times(DiceShare).Plus(area.Times(AreaShare)).Plus(CrossEntropy(logits, batch.Targets)),
                batch.Weights
            )
            .MoveToOuterDisposeScope();
    }

    /// <summary>Cross-entropy with a heat map, in which the few warm pixels count as much as all others.</summary>
    public static Tensor HeatMap(Tensor logits, TrainingBatch batch)
    {
        using var scope = NewDisposeScope();
        var pixel = functional
            .binary_cross_entropy_with_logits(logits, batch.Targets, reduction: Reduction.None)
            .mul(batch.Targets.Times(50).Plus(1));
        return Weighted(pixel.mean([2, 3]), batch.Weights).MoveToOuterDisposeScope();
    }

    private static Tensor CrossEntropy(Tensor logits, Tensor targets) =>
        functional.binary_cross_entropy_with_logits(logits, targets, reduction: Reduction.None).mean([2, 3]).Times(CrossEntropyShare);

    private static Tensor Weighted(Tensor loss, Tensor weights) => loss.mul(weights).sum().div(weights.sum().AtLeast(1e-6));
}
