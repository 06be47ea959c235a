using GanCmri.Imaging.Store;
using GanCmri.Runtime;
using GanCmri.Training.Augmentation;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>Batches of real frames in a shuffled order that depends only on the seed and the place in the sequence.</summary>
internal sealed class FrameFeed(FrameStore store, IReadOnlyList<int> indices, FrameLabels labels, TrainingOptions options)
{
    private readonly FrameVariation _variation = new(options.Variation);
    private readonly FrameOrder _order = FrameOrder.Of(i => store.Rows[i].Subject, indices, options);

    /// <summary>Frames first, first + 1, … of the endless sequence: [count, 1, H, W].</summary>
    public LabelledImages Batch(long first, int count, Device device)
    {
        int[] places = [.. Enumerable.Range(0, count).Select(i => _order.At(first + i))];
        using var random = Seed.Torch(options.Seed, "variation", first);
        using var frames = tensor(store.Read(places), [count, 1, store.Resolution, store.Resolution]).clone();
        return new LabelledImages(_variation.Apply(frames, random).to(device), labels.Of(places)?.to(device));
    }
}
