using System.Text.Json;
using System.Text.Json.Serialization;
using GanCmri.Evaluation;
using GanCmri.Runtime;
using GanCmri.Shards;

namespace GanCmri.Studies.Measurement;

/// <summary>What was measured beside what labels say, as it waits on disk in shards.</summary>
/// <param name="Outlines">Frame by frame.</param>
/// <param name="Studies">Study by study.</param>
internal sealed record LabelComparison(IReadOnlyList<LabelledOutline> Outlines, IReadOnlyList<LabelledStudy> Studies)
{
    private const string Ending = ".labelled.json";

    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>That of a measurement.</summary>
    public static LabelComparison Of(MeasuredData data) => new(data.Labels?.Outlines ?? [], LabelledStudy.Of(data.Volumes()));

    /// <summary>Frames that came with a label.</summary>
    public LabelAgreement Agreement() => new(Outlines);

    /// <summary>How volumes agree.</summary>
    public IReadOnlyList<LabelledVolumeAgreement> Volumes() => LabelledVolumeAgreement.Of(Studies);

    /// <summary>Writes it beside the tables of a shard.</summary>
    public void Write(ShardPart part)
    {
        AtomicFile.WriteText(part.FileOf(Ending), JsonSerializer.Serialize(this, Json));
        part.Add(part.FileOf(Ending));
    }

    /// <summary>Those of all shards, in the order of one run.</summary>
    /// <param name="shards">The shards.</param>
    /// <param name="table">The ending of the table of labels, whose rows are the outlines.</param>
    public static LabelComparison Joined(ShardSet shards, string table)
    {
        LabelComparison[] parts =
        [
            .. shards.Files(Ending).Select(f => JsonSerializer.Deserialize<LabelComparison>(File.ReadAllText(f), Json)!),
        ];
        Queue<LabelledOutline>[] waiting = Array.ConvertAll(parts, p => new Queue<LabelledOutline>(p.Outlines));
        return new LabelComparison(
            [.. shards.Units(table).SelectMany(u => Enumerable.Range(0, (int)u.Unit.Rows).Select(_ => waiting[u.Part].Dequeue()))],
            [
                .. parts
                    .SelectMany(p => p.Studies)
                    .OrderBy(s => s.Subject, StringComparer.Ordinal)
                    .ThenBy(s => s.Study, StringComparer.Ordinal),
            ]
        );
    }
}
