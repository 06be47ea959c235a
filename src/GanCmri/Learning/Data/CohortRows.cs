using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Learning.Data;

/// <summary>Guided subjects as rows. Latents are made in blocks of 16 rows; the last few blocks are kept, so that cursors that share the
/// rows make each once. Owns the networks that make them.</summary>
internal sealed class CohortRows : IDisposable
{
    private const int BlocksKept = 4;
    private readonly HeartModels _models;
    private readonly Lazy<CohortLatents> _latents;
    private readonly CancellationToken _cancellation;
    private readonly LinkedList<MadeBlock> _made = new();
    private readonly Lock _gate = new();
    private bool _disposed;

    private CohortRows(HeartModels models, CohortSpec spec, long seed, bool latentsOnly, GanContext context)
    {
        _models = models;
        _latents = new Lazy<CohortLatents>(() => new CohortLatents(models, spec, seed, latentsOnly, context.Progress));
        _cancellation = context.Cancellation;
    }

    /// <summary>The rows.</summary>
    public static RowsView Load(long count, string specPath, long seed, LoadCohortOptions options, GanContext context)
    {
        Require.AtLeast(count, 0);
        var spec = CohortSpec.Read(specPath);
        var models = HeartModels.LoadHearts(options.ModelsFolder, options.SegmenterPath, TorchDevice.Parse(options.Device));
        var (draws, rows) = (new CohortDraws(spec, seed), new CohortRows(models, spec, seed, options.LatentsOnly, context));
        List<SourceColumn> columns =
        [
            SourceColumn.Text("Subject", r => draws.Subject(r).Name),
            SourceColumn.Text("Source", _ => "synthetic"),
        ];
        foreach (var (i, covariate) in spec.Covariates.Index())
        {
            columns.Add(
                covariate is NumberCovariate number
                    ? SourceColumn.Number(covariate.Name, r => (float)draws.Covariates(r)[i], number.Unit.Length == 0 ? null : number.Unit)
                    : SourceColumn.Text(covariate.Name, r => covariate.Text(draws.Covariates(r)[i]))
            );
        }

        foreach (var (i, phenotype) in spec.Phenotypes.Index())
            columns.Add(
                SourceColumn.Number(
                    SnakeCase.ToPascal(phenotype.TargetName),
                    r => (float)draws.Subject(r).Targets[i],
                    phenotype.Phenotype.Unit is { Length: > 0 } unit ? unit : null
                )
            );
        columns.Add(SourceColumn.Vector("W", [models.EdToEs.Length], (r, w) => rows.Heart(r).Latent.CopyTo(w), "w"));
        return new RowsView(count, columns) { Owned = rows };
    }

    /// <summary>Frees the networks, once the block in hand is made.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _models.Dispose();
        }
    }

    private CohortHeart Heart(long row)
    {
        var number = row / CohortLatents.BlockRows;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var held = _made.FirstOrDefault(b => b.Number == number);
            if (held is null)
            {
                _made.AddFirst(held = new MadeBlock(number, _latents.Value.Block(number, _cancellation)));
                if (_made.Count > BlocksKept)
                    _made.RemoveLast();
            }

            return held.Hearts[row % CohortLatents.BlockRows];
        }
    }

    private sealed record MadeBlock(long Number, CohortHeart[] Hearts);
}
