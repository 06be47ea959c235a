using GanCmri.Statistics.Association.Reading;
using GanCmri.Statistics.Regression;

namespace GanCmri.Statistics.Association;

/// <summary>A linear model of one phenotype, exposure and source that sees the rows once and keeps only their cross products.</summary>
internal sealed class StreamedModel
{
    private readonly StudyColumns _study;
    private readonly DesignColumns _design;
    private readonly int _outcome;
    private readonly StudyExposure _exposure;
    private readonly CrossProducts _sums = new(1);

    public StreamedModel(StudyColumns study, int outcome, StudyExposure exposure, string source)
    {
        (_study, _outcome, _exposure, Source) = (study, outcome, exposure, source);
        _design = new DesignColumns(study.Table, outcome, exposure.Reported, exposure.HeldWith(study.Covariates));
    }

    /// <summary>The source of its rows.</summary>
    public string Source { get; }

    /// <summary>Adds the rows of a block.</summary>
    public void Add(TableBlock block, bool[]? mask)
    {
        if (_design.Grow())
            _sums.Grow(_design.All.Count);
        var rows = RowSelection.Complete(block, _design.Needed, mask);
        _sums.Add([.. _design.All.Select(c => c.Gather(block, rows))], rows.Length);
    }

    /// <summary>What its rows came to.</summary>
    public ModelSums ToSums()
    {
        if (_design.Grow())
            _sums.Grow(_design.All.Count);
        return new ModelSums(
            _study.Table[_outcome].Name,
            _exposure.Name,
            Source,
            [.. _design.All.Select((_, i) => _design.KeyOf(i))],
            _sums.ToSums()
        );
    }

    /// <summary>Adds rows that were summed elsewhere; the table's columns know all their levels already.</summary>
    public void Add(ModelSums part)
    {
        if (_design.Grow())
            _sums.Grow(_design.All.Count);
        string[] keys = [.. _design.All.Select((_, i) => _design.KeyOf(i))];
        _sums.Add(part.Sums, [.. part.Columns.Select(key => Array.IndexOf(keys, key))]);
    }

    /// <summary>Solves the model.</summary>
    /// <param name="sourceRows">Rows of its source in the table.</param>
    /// <param name="level">Confidence level.</param>
    public IEnumerable<AssociationRow> Finish(long sourceRows, double level)
    {
        var report = new ModelReport(_study.Table[_outcome].Name, _exposure.Name, Source, _sums.N, sourceRows - _sums.N)
        {
            Spread = place => Math.Sqrt(_sums.Centred(place, place) / (_sums.N - 1)),
            RowsAt = place => (long)Math.Round(_sums.Mean(place) * _sums.N),
        };
        _design.HasRows = place => !_design.IsLevel(place) || _sums.Mean(place) > 0;
        var predictors = _design.Predictors();
        if (_sums.N < 3)
            return [report.Untested("too few rows")];
        if (_design.ExposurePlaces().Length == 0)
            return [report.Untested("exposure constant")];
        if (_sums.IsConstant(0))
            return [report.Untested("phenotype constant")];
        var solved = NormalEquations.Solve(_sums, 0, predictors, i => _design.NameOf(predictors[i]));
        double df = _sums.N - solved.Kept.Length - 1;
        if (df < 1)
            return [report.Untested("too few rows")];
        if (solved.ResidualSquares < 1e-12 * _sums.Centred(0, 0))
            return [report.Untested("phenotype is an exact linear function of the columns")];
        var variance = solved.ResidualSquares / df;
        double[] estimates = [0, .. solved.Slopes];
        var joint = CoefficientErrors
            .Of(solved.CentredBread(_sums.N) * variance, df)
            .Joint(JointTest.Coefficients(_design.Joint(predictors), solved.Kept), estimates);
        return report.Tested(
            _design,
            solved.Dropped,
            place =>
                Array.IndexOf(solved.Kept, Array.IndexOf(predictors, place)) is var k and >= 0
                    ? Coefficient.Of(_design.NameOf(place), solved.Slopes[k], variance * solved.SlopeBread[k, k], df, level)
                    : null,
            [.. joint.Select(t => Ols.WithLikelihoodRatio(t, _sums.N))],
            df
        );
    }
}
