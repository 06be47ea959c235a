using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>
/// The columns of one model, response first, then exposure and covariates. All levels of a text column get an indicator, also those
/// met late; the reference level, the one asked for or the first in alphabetical order that the model's rows have, is left out only when
/// the model is solved.
/// </summary>
internal sealed class DesignColumns(
    IReadOnlyList<TableColumn> table,
    int outcome,
    IReadOnlyList<ModelTerm> reported,
    IReadOnlyList<ModelTerm> held
)
{
    private readonly List<DesignColumn> _columns = [new DesignColumn(null, [new DesignFactor(new ModelVariable(outcome, "", []), -1, 0)])];
    private readonly Dictionary<string, int> _added = [];

    /// <summary>Columns so far, response first.</summary>
    public IReadOnlyList<DesignColumn> All => _columns;

    /// <summary>Table columns that must be known for a row to count.</summary>
    public IReadOnlyList<int> Needed { get; } =
    [.. reported.Concat(held).SelectMany(t => t.Variables).Select(v => v.Table).Prepend(outcome).Distinct()];

    /// <summary>Which indicators (places in <see cref="All"/>) are not zero in all of the model's rows; to be set before the model is
    /// solved.</summary>
    public Func<int, bool> HasRows { private get; set; } = _ => true;

    /// <summary>Adds columns for levels met since the last call; true when any were added.</summary>
    public bool Grow()
    {
        var before = _columns.Count;
        foreach (var term in reported.Concat(held))
        {
            var have = _added.GetValueOrDefault(term.Key);
            DesignColumn[] want = [.. Products(term.Variables).Select(f => new DesignColumn(term, f))];
            _columns.AddRange(want.Skip(have));
            _added[term.Key] = want.Length;
        }

        return _columns.Count > before;
    }

    /// <summary>Predictors to solve for, as places in <see cref="All"/>: those held first, then the exposure's, no reference
    /// levels.</summary>
    public int[] Predictors() => [.. held.Concat(reported).SelectMany(PlacesOf)];

    /// <summary>Places in <see cref="All"/> of the exposure's columns, levels in alphabetical order.</summary>
    public int[] ExposurePlaces() => [.. reported.SelectMany(PlacesOf)];

    /// <summary>What is to be tested as a whole: terms of several columns; of splines also all but the straight line.</summary>
    public IReadOnlyList<DesignTest> Tests()
    {
        var tests = new List<DesignTest>();
        foreach (var term in reported)
        {
            int[] places = [.. PlacesOf(term)];
            if (places.Length > 1 || (places.Length > 0 && term.IsSpline))
                tests.Add(new DesignTest(term, term.Name, places));
            if (term.IsSpline && term.Variables.Count == 1)
                tests.Add(new DesignTest(term, term.Name + " [nonlinear]", places[1..]));
        }

        return tests;
    }

    /// <summary>Columns of <see cref="Tests"/>, as places among the predictors.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Joint(int[] predictors) =>
        [.. Tests().Select(t => (IReadOnlyList<int>)[.. t.Places.Select(p => Array.IndexOf(predictors, p))])];

    /// <summary>The terms whose effects are results, each with its places in <see cref="All"/>.</summary>
    public IEnumerable<DesignTest> Terms() => reported.Select(t => new DesignTest(t, t.Name, [.. PlacesOf(t)]));

    /// <summary>A name for people: "age", "sex [M vs F]", "age:sex [M vs F]".</summary>
    public string NameOf(int place) => string.Join(':', _columns[place].Factors.Select(NameOf));

    /// <summary>A name that is the same wherever the model is: neither codes of levels nor the order in which they were met
    /// count.</summary>
    public string KeyOf(int place) =>
        place == 0 ? "" : string.Join('\n', _columns[place].Factors.Select(KeyOf).Prepend(_columns[place].Term!.Key));

    /// <summary>Whether a column is an indicator of one level.</summary>
    public bool IsLevel(int place) => _columns[place].Single is { Level: >= 0 };

    /// <summary>Whether a column is one of numbers as they stand.</summary>
    public bool IsNumber(int place) => _columns[place] is { Term.IsPlain: true, Single.Level: < 0 };

    /// <summary>A step of a column by which effects compare: one standard deviation of numbers, one level of categories, of products their
    /// factors' steps multiplied; NaN for curves.</summary>
    /// <param name="place">The column.</param>
    /// <param name="spread">Standard deviation of a column by its place.</param>
    public double Step(int place, Func<int, double> spread) =>
        _columns[place]
            .Factors.Aggregate(
                1.0,
                (step, factor) =>
                    factor.Level >= 0 ? step
                    : factor.Variable.Knots.Count == 0 && PlaceOfNumber(factor.Variable.Table) is var at and > 0 ? step * spread(at)
                    : double.NaN
            );

    private int PlaceOfNumber(int variable) =>
        Enumerable.Range(1, _columns.Count - 1).FirstOrDefault(i => IsNumber(i) && _columns[i].Single!.Variable.Table == variable);

    /// <summary>The level of an indicator.</summary>
    public string LevelOf(int place) => Label(_columns[place].Factors[0]);

    /// <summary>The level that an indicator's are compared with.</summary>
    public string ReferenceOf(int place) => Reference(_columns[place].Factors[0].Variable.Table) ?? "";

    /// <summary>The place of the indicator of the level that an indicator's are compared with; 0 where there is none.</summary>
    public int ReferencePlaceOf(int place) =>
        Enumerable
            .Range(1, _columns.Count - 1)
            .FirstOrDefault(i =>
                _columns[i].Single is { Level: >= 0 } f
                && f.Variable.Table == _columns[place].Factors[0].Variable.Table
                && Label(f) == ReferenceOf(place)
            );

    /// <summary>Reference levels that were asked for and that no row of the model has, a sentence each.</summary>
    public IEnumerable<string> LostReferences() =>
        from place in Needed.Skip(1)
        let column = table[place]
        where column.Reference is not null && Reference(place) is { } taken && taken != column.Reference
        select $"no row of {column.Name} is {column.Reference}: compared with {Reference(place)}";

    /// <summary>Whether a column's variable takes part in an interaction.</summary>
    public bool IsMultiplied(int place) =>
        _columns.Exists(c => c.Factors.Count > 1 && c.Factors.Any(f => f.Variable.Table == _columns[place].Factors[0].Variable.Table));

    private string KeyOf(DesignFactor factor) =>
        factor.Level < 0 ? $"{factor.Variable.Name} {factor.Part}" : $"{factor.Variable.Name} = {Label(factor)}";

    private string NameOf(DesignFactor factor) =>
        factor.Level < 0
            ? factor.Variable.Name + new string('\'', factor.Part)
            : $"{factor.Variable.Name} [{table[factor.Variable.Table].Levels[factor.Level]} vs {Reference(factor.Variable.Table)}]";

    private IEnumerable<int> PlacesOf(ModelTerm term)
    {
        var places = Enumerable.Range(1, _columns.Count - 1).Where(i => _columns[i].Term?.Key == term.Key);
        return places
            .Where(i => !_columns[i].Factors.Any(f => f.Level >= 0 && Label(f) == Reference(f.Variable.Table)))
            .OrderBy(i => string.Join('\n', _columns[i].Factors.Where(f => f.Level >= 0).Select(Label)), StringComparer.Ordinal);
    }

    private string Label(DesignFactor factor) => table[factor.Variable.Table].Levels[factor.Level];

    private string? Reference(int column)
    {
        string[] there =
        [
            .. Enumerable
                .Range(1, _columns.Count - 1)
                .Where(i => _columns[i].Single is { Level: >= 0 } f && f.Variable.Table == column && HasRows(i))
                .Select(i => Label(_columns[i].Single!)),
        ];
        return there.Contains(table[column].Reference) ? table[column].Reference : there.Min(StringComparer.Ordinal);
    }

    // Of one text column the levels in the order met, so that those met late come last.
    private IEnumerable<IReadOnlyList<DesignFactor>> Products(IEnumerable<ModelVariable> variables) =>
        variables.Aggregate<ModelVariable, IEnumerable<IReadOnlyList<DesignFactor>>>(
            [
                [],
            ],
            (products, v) => products.SelectMany(p => Factors(v).Select(f => (IReadOnlyList<DesignFactor>)[.. p, f]))
        );

    private IEnumerable<DesignFactor> Factors(ModelVariable variable) =>
        table[variable.Table].Kind switch
        {
            ColumnKind.Text => Enumerable
                .Range(0, table[variable.Table].Levels.Count)
                .Select(level => new DesignFactor(variable, level, 0)),
            ColumnKind.Number => Enumerable
                .Range(0, Math.Max(1, NaturalSpline.Parts(variable.Knots.Count)))
                .Select(part => new DesignFactor(variable, -1, part)),
            _ => [],
        };
}

/// <summary>Columns of one term tested together.</summary>
/// <param name="Term">The term.</param>
/// <param name="Name">For people.</param>
/// <param name="Places">Places in the design.</param>
internal sealed record DesignTest(ModelTerm Term, string Name, int[] Places);
