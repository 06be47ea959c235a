using System.Globalization;
using GanCmri.Imaging.Store;
using GanCmri.Networks;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>The labels of the frames that are trained on: columns of the store, one after the other.</summary>
internal sealed class FrameLabels
{
    private const int MostShown = 500;
    private const double GoldenRatio = 0.6180339887498949;
    private readonly Dictionary<int, float[]> _labels = [];
    private readonly int[][] _piles;

    /// <summary>Reads the columns.</summary>
    /// <param name="rows">All rows of a store.</param>
    /// <param name="indices">The frames that are trained on.</param>
    /// <param name="label">The columns.</param>
    /// <param name="sampling">How often each frame is shown, and so its label drawn.</param>
    public FrameLabels(
        IReadOnlyList<FrameRow> rows,
        IReadOnlyList<int> indices,
        FrameLabel label,
        FrameSampling sampling = FrameSampling.Patients
    )
    {
        FrameLabel[] columns = [.. Enum.GetValues<FrameLabel>().Where(c => c != FrameLabel.None && label.HasFlag(c))];
        Columns = [.. columns.Select(c => Column(c, [.. indices.Select(i => Value(rows[i], c)).Distinct()]))];
        foreach (var i in indices)
            _labels[i] = [.. Columns.Zip(columns).SelectMany(c => c.First.Encode(Value(rows[i], c.Second)))];
        _piles = [.. indices.GroupBy(i => sampling == FrameSampling.Patients ? rows[i].Subject : "").Select(g => g.ToArray())];
        Shown = columns.Length == 0 ? [] : [.. Evenly().Select(i => columns.Select(c => Short(rows[i], c)).ToArray())];
    }

    /// <summary>What the label's numbers stand for; none if nothing is conditioned on.</summary>
    public IReadOnlyList<LabelColumn> Columns { get; }

    /// <summary>Labels as often as they are drawn, 500 at most, each a value of every column: of each patient equally many frames, from
    /// all over its own; places to two digits.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Shown { get; }

    /// <summary>Numbers of a label.</summary>
    public int Length => Columns.Sum(c => c.Values.Count);

    private static LabelColumn Column(FrameLabel column, string[] found)
    {
        var name = column.ToString().ToLowerInvariant();
        string[] unknown = found.Contains("") ? [""] : [];
        return column == FrameLabel.Position
            ? new LabelColumn(name, ["0", "1", .. unknown], Continuous: true)
            : new LabelColumn(name, [.. found.Where(v => v.Length > 0).Order(StringComparer.Ordinal), .. unknown]);
    }

    // One frame of each part of a pile, at a place of its own (steps of the golden ratio): at even places, frames that take turns (ED, ES,
    // ED, ...) would give one phase only.
    private IEnumerable<int> Evenly()
    {
        var each = Math.Max(1, MostShown / _piles.Length);
        var count = Math.Min(MostShown, each * _piles.Length);
        for (var i = 0; i < count; i++)
        {
            var pile = _piles[(int)((long)i * _piles.Length / count)];
            var within = (i + 1) * GoldenRatio % 1;
            yield return pile[(int)((i % each + within) / each * pile.Length)];
        }
    }

    private static string Short(FrameRow row, FrameLabel column) =>
        column == FrameLabel.Position && row.SlicePosition is { } position
            ? Math.Clamp(position, 0, 1).ToString("0.##", CultureInfo.InvariantCulture)
            : Value(row, column);

    private static string Value(FrameRow row, FrameLabel column) =>
        column switch
        {
            FrameLabel.Phase => row.Phase,
            FrameLabel.Pathology => row.Pathology,
            FrameLabel.Source => row.Source,
            _ => row.SlicePosition is { } position ? Math.Clamp(position, 0, 1).ToString(CultureInfo.InvariantCulture) : "",
        };

    /// <summary>Labels of frames, [frames, Length]; null if nothing is conditioned on.</summary>
    internal Tensor? Of(IReadOnlyList<int> frames) =>
        Columns.Count == 0 ? null : tensor(frames.SelectMany(f => _labels[f]).ToArray(), [frames.Count, Length]).clone();

    /// <summary>Labels drawn at random, so as often as frames with them are shown; null, and nothing drawn, if nothing is conditioned
    /// on.</summary>
    internal Tensor? Draw(int count, TorchSharp.torch.Generator random)
    {
        if (Columns.Count == 0)
            return null;
        using var draws = rand([count, 2], generator: random);
        var numbers = draws.data<float>().ToArray();
        return Of([.. Enumerable.Range(0, count).Select(i => Drawn(Drawn(_piles, numbers[2 * i]), numbers[2 * i + 1]))]);
    }

    private static T Drawn<T>(T[] from, float share) => from[(int)(share * from.Length)];
}
