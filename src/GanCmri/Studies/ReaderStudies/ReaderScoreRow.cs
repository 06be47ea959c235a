using GanCmri.Formats.Tables;
using GanCmri.Statistics;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>One estimate.</summary>
/// <param name="Reader">The reader's code, or <see cref="Everybody"/>.</param>
/// <param name="Measure">What is estimated, with its unit, e.g. "accuracy" or "response_ms_median".</param>
/// <param name="Source">The source it is of; empty where it is of the answers.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Interval">95 % limits; NaN where there are none.</param>
/// <param name="N">Answers behind it.</param>
/// <param name="P">Two-sided p; NaN where nothing is tested.</param>
internal sealed record ReaderScoreRow(string Reader, string Measure, string Source, double Estimate, Interval Interval, int N, double P)
{
    /// <summary>Stands for a reader's code where all readers are pooled.</summary>
    public const string Everybody = "all readers";

    /// <summary>No limits.</summary>
    public static Interval None { get; } = new(double.NaN, double.NaN);

    /// <summary>Median and quartiles of response times, ms.</summary>
    public static IEnumerable<ReaderScoreRow> Times(string reader, Summary ms) =>
        [
            new(reader, "response_ms_median", "", ms.Median, None, ms.N, double.NaN),
            new(reader, "response_ms_quartile1", "", ms.Q25, None, ms.N, double.NaN),
            new(reader, "response_ms_quartile3", "", ms.Q75, None, ms.N, double.NaN),
        ];

    /// <summary>Writes a table.</summary>
    /// <exception cref="Runtime.InputException">The place cannot be written.</exception>
    public static void Save(string path, IEnumerable<ReaderScoreRow> rows) =>
        new TableWriter<ReaderScoreRow>()
            .Text("reader", r => r.Reader)
            .Text("measure", r => r.Measure)
            .Text("source", r => r.Source)
            .Number("estimate", r => r.Estimate)
            .Number("lower", r => r.Interval.Lower)
            .Number("upper", r => r.Interval.Upper)
            .Count("n", r => r.N)
            .Number("p", r => r.P)
            .Save(path, rows);
}
