using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Reports.Cohorts;

/// <summary>Makes rows of a cohort into parts on disk, block by block; what is there already is not made again.</summary>
internal sealed class CohortWork
{
    private const int GuidedPart = CohortLatents.BlockRows; // rows: a minute or two of work is lost when a run is stopped
    private const int LatentsPart = 16_384;

    private readonly CohortParts _parts;
    private readonly CohortOptions _options;
    private readonly TableWriter<CohortRow> _table;
    private readonly CohortLatents _latents;
    private readonly CohortImages? _images;
    private readonly IProgress<StageProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private long _done,
        _total;

    public CohortWork(
        HeartModels models,
        CohortSpec spec,
        CohortOptions options,
        string folder,
        CohortParts parts,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        (_parts, _options, _progress, _cancellation) = (parts, options, progress, cancellation);
        _table = CohortRow.Table(spec, measured: !options.LatentsOnly, judged: models.Judge is not null);
        _latents = new CohortLatents(models, spec, options.Seed, options.LatentsOnly, progress);
        _images = options.LatentsOnly ? null : new CohortImages(models, spec, options.Seed, options.Images ? Pictures(folder) : null);
    }

    /// <summary>Where pictures go.</summary>
    public static string Pictures(string folder) => Path.Combine(folder, "images");

    /// <summary>Rows in ranges of a part's size; the first begins a block.</summary>
    public static IReadOnlyList<RowRange> Ranges(CohortOptions options, long first, long end) =>
        [.. RowRange.Split(first, end, options.LatentsOnly ? LatentsPart : GuidedPart)];

    /// <summary>Makes those of some ranges that are not there yet.</summary>
    public void Do(IReadOnlyList<RowRange> ranges)
    {
        RowRange[] missing = [.. ranges.Where(r => !_parts.Has(r.First, r.Count))];
        _total = ranges.Sum(r => r.Count);
        _done = _total - missing.Sum(r => r.Count);
        Report();
        using var made = new CohortWorkers(_options.Workers).Run(missing.SelectMany(BlocksOf), Block, _cancellation).GetEnumerator();
        foreach (var range in missing)
        {
            var rows = new List<CohortRow>();
            foreach (var _ in BlocksOf(range))
            {
                made.MoveNext();
                rows.AddRange(made.Current.Where(r => r.Heart.Subject.Row < range.First + range.Count));
            }

            _cancellation.ThrowIfCancellationRequested();
            _parts.Save(range.First, rows, _table);
            Report();
        }
    }

    /// <summary>Writes a table without rows.</summary>
    public void SaveHead(string path) => _table.Save(path, []);

    private static IEnumerable<long> BlocksOf(RowRange range)
    {
        for (var row = range.First; row < range.First + range.Count; row += CohortLatents.BlockRows)
            yield return row / CohortLatents.BlockRows;
    }

    private CohortRow[] Block(long block)
    {
        var hearts = _latents.Block(block, _cancellation);
        var rows = _images?.Rows(hearts, _options.Subjects, _cancellation) ?? [.. hearts.Select(h => new CohortRow(h, null))];
        Interlocked.Add(ref _done, rows.Length);
        Report();
        return rows;
    }

    private void Report() =>
        _progress?.Report(new StageProgress("make subjects", Math.Min(_total, Interlocked.Read(ref _done)), _total, "subjects"));
}
