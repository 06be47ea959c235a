using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Latents.Tuning;

/// <summary>A weight that learns: a convolution's by a product of two thin matrices (Hu et al. 2021), a small one's by itself.</summary>
internal sealed class WeightChange
{
    private readonly Tensor _weight,
        _before;

    /// <param name="weight">The weight in the network, which is changed in place.</param>
    /// <param name="rank">Rank of a convolution's change.</param>
    /// <param name="random">Source of the first factors; the change itself begins at zero.</param>
    public WeightChange(Tensor weight, int rank, Generator random)
    {
        (_weight, _before) = (weight, weight.detach().clone());
        long rows = weight.shape[0],
            columns = weight.numel() / Math.Max(1, rows);
        Factors = IsFactored(weight, rank)
            ?
            [
                zeros(rows, rank, device: weight.device),
                randn([rank, columns], generator: random).Times(1 / Math.Sqrt(rank)).to(weight.device),
            ]
            : [zeros(weight.shape, device: weight.device)];
    }

    /// <summary>What is optimised: [rows, rank] and [rank, columns], or the change itself.</summary>
    public Tensor[] Factors { get; }

    /// <summary>Whether two factors take less room than the change.</summary>
    public static bool IsFactored(Tensor weight, int rank) =>
        weight.dim() == 4 && rank * (weight.shape[0] + weight.numel() / weight.shape[0]) < weight.numel();

    /// <summary>The factors' product, of the weight's shape.</summary>
    public static Tensor Product(IReadOnlyList<Tensor> factors, long[] shape) =>
        factors.Count == 2 ? matmul(factors[0], factors[1]).reshape(shape) : factors[0].reshape(shape);

    /// <summary>The factors' gradients, by the chain rule from the weight's.</summary>
    public IEnumerable<Tensor> Gradients(Tensor ofWeight)
    {
        if (Factors.Length == 1)
            return [ofWeight];
        var matrix = ofWeight.reshape(Factors[0].shape[0], -1);
        return [matmul(matrix, Factors[1].t()), matmul(Factors[0].t(), matrix)];
    }

    /// <summary>Puts the change into the network.</summary>
    public void Show() => _weight.copy_(_before.Plus(Product(Factors, _weight.shape)));
}
