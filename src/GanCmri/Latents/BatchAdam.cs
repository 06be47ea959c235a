using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents;

/// <summary>
/// Adam (Kingma and Ba 2015; betas 0.9 and 0.999) on tensors whose first axis counts images, with a learning rate an image. Images can be
/// dropped midway; the others go on as if they had been alone.
/// </summary>
internal sealed class BatchAdam
{
    private const double Beta1 = 0.9,
        Beta2 = 0.999,
        Epsilon = 1e-8;
    private static readonly Scalar Keep1 = Beta1,
        Fresh1 = 1 - Beta1,
        Keep2 = Beta2,
        Fresh2 = 1 - Beta2; // kept alive, see TensorMath
    private readonly Tensor[] _first,
        _second;
    private int _step;

    /// <summary>Takes over the tensors: they live in the caller's dispose scope and are replaced when images are dropped.</summary>
    public BatchAdam(Tensor[] values)
    {
        Values = values;
        _first = [.. values.Select(v => zeros_like(v))];
        _second = [.. values.Select(v => zeros_like(v))];
    }

    /// <summary>What is optimised.</summary>
    public Tensor[] Values { get; }

    /// <summary>One step along gradients; <paramref name="rates"/> holds a learning rate an image.</summary>
    public void Step(IReadOnlyList<Tensor> gradients, float[] rates)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        _step++;
        double correct1 = 1 - Math.Pow(Beta1, _step),
            correct2 = Math.Sqrt(1 - Math.Pow(Beta2, _step));
        for (var i = 0; i < Values.Length; i++)
        {
            _first[i].mul_(Keep1).add_(gradients[i], Fresh1);
            _second[i].mul_(Keep2).addcmul_(gradients[i], gradients[i], Fresh2);
            var rate = tensor(rates).to(Values[i].device).reshape([-1, .. Enumerable.Repeat(1L, (int)Values[i].dim() - 1)]);
            Values[i].Subtract(rate.mul(_first[i].Times(1 / correct1)).div(_second[i].sqrt().Times(1 / correct2).Plus(Epsilon)));
        }
    }

    /// <summary>Keeps some images only.</summary>
    public void Keep(long[] images)
    {
        using var noGrad = no_grad();
        using var index = tensor(images).to(Values[0].device);
        foreach (var set in new[] { Values, _first, _second })
        {
            for (var i = 0; i < set.Length; i++)
            {
                var all = set[i];
                set[i] = all.index_select(0, index);
                all.Dispose();
            }
        }
    }
}
