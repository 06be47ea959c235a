using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Meta;

/// <summary>One result that an association study wrote.</summary>
/// <param name="Study">Name of the study: the file's, and the source's where the file has one.</param>
/// <param name="Phenotype">Phenotype.</param>
/// <param name="Exposure">Exposure.</param>
/// <param name="Beta">Effect; NaN where none was estimated.</param>
/// <param name="StandardError">Its error.</param>
/// <param name="Lower">Lower limit.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="LnP">ln of p.</param>
/// <param name="Q">q value.</param>
/// <param name="Rows">Rows used.</param>
internal sealed record StudyEstimate(
    string Study,
    string Phenotype,
    string Exposure,
    double Beta,
    double StandardError,
    double Lower,
    double Upper,
    double LnP,
    double Q,
    double Rows
)
{
    /// <summary>What makes results of two studies the same.</summary>
    public (string Phenotype, string Exposure) Pair => (Phenotype, Exposure);

    /// <summary>Whether it can be pooled.</summary>
    public bool IsUsable => double.IsFinite(Beta) && StandardError > 0 && double.IsFinite(StandardError);

    /// <summary>Reads the files of a few studies.</summary>
    /// <param name="paths">Results of gancmri associate, CSV or Parquet.</param>
    /// <exception cref="InputException">A file cannot be read, has no such columns, or a test twice.</exception>
    public static IReadOnlyList<StudyEstimate> Read(IReadOnlyList<string> paths)
    {
        if (paths.GroupBy(Path.GetFullPath).Any(g => g.Count() > 1))
            throw new InputException("results", "different files", "the same twice", "drop one");
        if (paths.Select(p => FileDigest.Of(p).Sha256).Distinct().Count() < paths.Count)
            throw new InputException("results", "different studies", "two files of the same content", "drop one");
        StudyModel.RequireOne(paths);
        // Files of one name are told apart by their folders.
        var clash = paths.GroupBy(Path.GetFileNameWithoutExtension).Any(g => g.Count() > 1);
        var all = paths.SelectMany(p => Of(p, clash ? p : Path.GetFileNameWithoutExtension(p))).ToArray();
        if (all.Where(r => r.IsUsable).GroupBy(r => (r.Study, r.Pair)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException(
                twice.Key.Study,
                "a test once",
                $"'{twice.First().Phenotype}' on '{twice.First().Exposure}' twice",
                "give files of one model each"
            );
        // A difference and a log of odds are no estimates of one thing.
        if (all.Where(r => r.IsUsable).GroupBy(r => r.Pair).FirstOrDefault(g => g.DistinctBy(r => r.IsLogRatio).Count() > 1) is { } mixed)
            throw new InputException(
                "results",
                "effects of one kind",
                $"'{mixed.Key.Phenotype}' on '{mixed.Key.Exposure}' with a ratio (odds, rate, hazard) in one study and without in another",
                "give results of one --family"
            );
        return all;
    }

    private static IEnumerable<StudyEstimate> Of(string path, string name) =>
        TableCells
            .Read(path, "phenotype", "exposure", "beta", "SE")
            .Rows.Select(row =>
            {
                double Number(string column) =>
                    row.TryGetValue(column, out var cell)
                    && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var v)
                        ? v
                        : double.NaN;
                var source = row.GetValueOrDefault("source") is { Length: > 0 } s ? s : "";
                return new StudyEstimate(
                    source.Length > 0 ? $"{name} ({source})" : name,
                    row["phenotype"],
                    row["exposure"],
                    Number("beta"),
                    Number("SE"),
                    Number("lower"),
                    Number("upper"),
                    Number("log10p") * Math.Log(10),
                    Number("q"),
                    Number("n_total")
                )
                {
                    IsSynthetic = source == RowSource.Synthetic,
                    IsLogRatio = double.IsFinite(Number("ratio")),
                };
            });

    /// <summary>Whether the effect is the log of an odds, rate or hazard ratio.</summary>
    public bool IsLogRatio { get; init; }

    /// <summary>Whether the rows were synthetic.</summary>
    public bool IsSynthetic { get; init; }
}
