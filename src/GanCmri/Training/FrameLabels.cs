using GanCmri.Imaging.Store;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>The values of one column over the frames that are trained on, as one-hot labels.</summary>
internal sealed class FrameLabels
{
    private readonly int[] _classes;

    /// <summary>Reads a column.</summary>
    /// <param name="rows">All rows of a store.</param>
    /// <param name="indices">The frames that are trained on.</param>
    /// <param name="label">The column.</param>
    public FrameLabels(IReadOnlyList<FrameRow> rows, IReadOnlyList<int> indices, FrameLabel label)
    {
        string Value(int i) =>
            label switch
            {
                FrameLabel.Phase => rows[i].Phase,
                FrameLabel.Pathology => rows[i].Pathology,
                FrameLabel.Source => rows[i].Source,
                FrameLabel.Position => Third(rows[i].SlicePosition),
                _ => "",
            };
        Names = label == FrameLabel.None ? [] : [.. indices.Select(Value).Distinct().Order(StringComparer.Ordinal)];
        var places = Names.Select((name, place) => (name, place)).ToDictionary(p => p.name, p => p.place, StringComparer.Ordinal);
        _classes = new int[rows.Count];
        if (Names.Count > 0)
            foreach (var i in indices)
                _classes[i] = places[Value(i)];
        Trained = indices;
    }

    private static string Third(double? position) =>
        position switch
        {
            null => "",
            < 1 / 3.0 => "base",
            <= 2 / 3.0 => "middle",
            _ => "apex",
        };

    /// <summary>The values in the order of the one-hot label, "" for unknown; none if nothing is conditioned on.</summary>
    public IReadOnlyList<string> Names { get; }

    private IReadOnlyList<int> Trained { get; }

    /// <summary>Labels of frames, [frames, classes]; null if nothing is conditioned on.</summary>
    internal Tensor? Of(IReadOnlyList<int> frames)
    {
        if (Names.Count == 0)
            return null;
        var values = new float[frames.Count * Names.Count];
        for (var i = 0; i < frames.Count; i++)
            values[i * Names.Count + _classes[frames[i]]] = 1;
        return tensor(values, [frames.Count, Names.Count]).clone();
    }

    /// <summary>Labels of frames drawn at random, so as often as in the data; null, and nothing drawn, if nothing is conditioned
    /// on.</summary>
    internal Tensor? Draw(int count, TorchSharp.torch.Generator random)
    {
        if (Names.Count == 0)
            return null;
        using var places = randint(Trained.Count, [count], generator: random);
        return Of([.. places.data<long>().ToArray().Select(p => Trained[(int)p])]);
    }
}
