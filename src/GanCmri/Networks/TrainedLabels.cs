using System.Collections.Concurrent;
using System.Security.Cryptography;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks;

/// <summary>
/// The labels that a conditional generator was trained with. They make it a generator of z alone: each z has one of them, chosen by its own
/// bits, so that the same z is the same heart everywhere, and labels come as often as training showed them.
/// </summary>
internal sealed class TrainedLabels
{
    private const int MeanSamples = 512;
    private const uint MeanSeed = 123;
    private readonly float[][] _shown;
    private readonly ConcurrentDictionary<string, float[]> _means = new();

    /// <summary>Reads the labels.</summary>
    /// <param name="columns">What the label's numbers stand for.</param>
    /// <param name="shown">Labels as often as frames with them are shown, each a value of every column.</param>
    /// <exception cref="InputException">One is not of these columns.</exception>
    public TrainedLabels(IReadOnlyList<LabelColumn> columns, IReadOnlyList<IReadOnlyList<string>> shown)
    {
        Columns = columns;
        _shown = [.. shown.Select(Encoded)];

        float[] Encoded(IReadOnlyList<string> values) =>
            values.Count == columns.Count
                ? [.. columns.Zip(values).SelectMany(c => c.First.Encode(c.Second))]
                : throw new InputException("labels", $"{columns.Count} values each", $"{values.Count}", "correct them");
    }

    /// <summary>What the label's numbers stand for.</summary>
    public IReadOnlyList<LabelColumn> Columns { get; }

    /// <summary>The label of each z.</summary>
    /// <param name="z">[N, ZDim].</param>
    /// <param name="asked">What the label says instead of what it was drawn as; a column or value that the network does not know is
    /// left out.</param>
    /// <returns>[N, CDim], where z is.</returns>
    public Tensor Of(Tensor z, params LabelValue[] asked)
    {
        using var scope = NewDisposeScope();
        var count = (int)z.shape[0];
        var numbers = z.detach().cpu().to(ScalarType.Float32).contiguous().data<float>().ToArray();
        float[][] labels = [.. numbers.Chunk(numbers.Length / count).Select(own => With(_shown[Choice(own)], asked))];
        return tensor(labels.SelectMany(l => l).ToArray(), count, labels[0].Length).to(z.device).MoveToOuterDisposeScope();
    }

    /// <summary>Whether a value can be asked for: the label has the column, and the column the value.</summary>
    public bool Knows(LabelValue asked) => Columns.Any(c => c.Name == asked.Column && c.Knows(asked.Value));

    /// <summary>The mean w under each label, which truncation at that label draws to (Dobler et al. 2022, "conditional
    /// truncation").</summary>
    /// <param name="mapping">The mapping network, always the same.</param>
    /// <param name="zDim">Numbers of a z.</param>
    /// <param name="labels">[N, CDim].</param>
    /// <returns>[N, 1, WDim].</returns>
    public Tensor Means(Mapping mapping, int zDim, Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        float[][] means =
        [
            .. labels.unbind(0).Select(c => _means.GetOrAdd(string.Join(';', c.Numbers()), _ => Mean(mapping, zDim, c.unsqueeze(0)))),
        ];
        return tensor(means.SelectMany(m => m).ToArray(), means.Length, 1, means[0].Length).to(labels.device).MoveToOuterDisposeScope();
    }

    private static float[] Mean(Mapping mapping, int zDim, Tensor label)
    {
        using var scope = NewDisposeScope();
        var random = new NumpyRandom(MeanSeed);
        var z = tensor(Enumerable.Range(0, MeanSamples * zDim).Select(_ => (float)random.NextNormal()).ToArray(), MeanSamples, zDim);
        return mapping.Forward(z.to(label.device), label.expand(MeanSamples, -1))[TensorIndex.Colon, 0].mean([0]).Numbers();
    }

    private float[] With(float[] label, LabelValue[] asked)
    {
        float[] changed = [.. label];
        var at = 0;
        foreach (var column in Columns)
        {
            if (asked.FirstOrDefault(a => a.Column == column.Name && column.Knows(a.Value)) is { } own)
                column.Encode(own.Value).CopyTo(changed, at);
            at += column.Values.Count;
        }

        return changed;
    }

    private int Choice(float[] z)
    {
        var hash = SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(z));
        return (int)(BitConverter.ToUInt64(hash) % (ulong)_shown.Length);
    }
}
