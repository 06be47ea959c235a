using System.CommandLine;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Cli.Verbs.Associate;

/// <summary>The options that say which columns a study takes and how their cells are read.</summary>
internal sealed class AssociateColumns
{
    private readonly Option<string[]> _outcome = NameList.Option(
        "--outcome",
        "Phenotype columns, comma-separated, in any spelling (lv_area_mm2, LVEF); each is tested against each exposure.",
        required: true
    );

    private readonly Option<string[]> _exposure = NameList.Option(
        "--exposure",
        "What is tested, each in a model of its own: a column (of text, each level against the alphabetically first, or "
            + "that of --reference), age+bmi (both in one model), age:sex (interaction), age*sex (both and interaction), spline(age,4) or "
            + "spline(age,45,55,65) (natural cubic, number of knots or the knots).",
        required: true
    );

    private readonly Option<string[]> _covariates = NameList.Option(
        "--covariates",
        "Held constant: columns (text by level), or terms as in --exposure. Default: none."
    );

    private readonly Option<string[]> _categorical = NameList.Option(
        "--categorical",
        "Columns whose cells are all labels, also those that look like numbers. Default: none."
    );

    private readonly Option<string[]> _references = new("--reference")
    {
        Description =
            "COLUMN=LEVEL, once a column of text: the level that its others are compared with, e.g. group=control, so that effects are "
            + "case vs control. Default: the alphabetically first.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string[]> _numeric = NameList.Option(
        "--numeric",
        "Columns of numbers in which any other cell counts as missing. Default: none; numbers and text in one column are an error."
    );

    private readonly Option<string[]> _missing = NameList.Option(
        "--na",
        "What means missing besides the marks above, e.g. -99. Default: none."
    );

    private readonly Option<string[]> _cases = NameList.Option(
        "--case",
        "The value that is the case, for phenotypes whose two values do not tell it, as case and control, yes and no, 1 and 0 do."
    );

    private readonly Option<string[]> _order = NameList.Option(
        "--order",
        "Levels of a text phenotype, lowest first (ordinal), e.g. none,mild,severe. Numbers need none."
    );

    private readonly Option<string?> _time = new("--time")
    {
        Description =
            "Column of times to the event or to the end of observation (cox, firthcox); the phenotype says whether the event was seen "
            + "(yes and no, died and alive, 1 and 0).",
    };

    private readonly Option<string?> _cluster = new("--cluster")
    {
        Description =
            "Column that says which rows belong together, e.g. patient: cluster-robust errors (CR2, Satterthwaite; ordinal and cox: the "
            + "scores' sandwich; with --weights Taylor's linearisation). Default: none.",
    };

    private readonly Option<string?> _weights = new("--weights")
    {
        Description = "Column of sampling weights; errors are then Taylor's linearisation, by row or --cluster. Default: none.",
    };

    private readonly Option<string?> _offset = new("--offset")
    {
        Description = "Column added to the linear predictor, or log(column), e.g. log(years) for rates. Default: none.",
    };

    private readonly Option<string?> _random = new("--random")
    {
        Description = "Random intercepts, outermost first, e.g. patient or patient/slice (linear): REML, Satterthwaite. Default: none.",
    };

    /// <summary>The options, in the order of the help page.</summary>
    public IEnumerable<Option> All =>
        [
            _outcome,
            _exposure,
            _covariates,
            _categorical,
            _references,
            _numeric,
            _missing,
            _cases,
            _order,
            _time,
            _cluster,
            _weights,
            _offset,
            _random,
        ];

    /// <summary>The study's options, of which only those of columns are set.</summary>
    public AssociationOptions Of(ParseResult parsed) =>
        new()
        {
            Outcomes = parsed.GetValue(_outcome)!,
            Exposures = parsed.GetValue(_exposure)!,
            Covariates = parsed.GetValue(_covariates)!,
            Categorical = parsed.GetValue(_categorical)!,
            References = References(
                parsed.GetValue(_references)!,
                [.. parsed.GetValue(_exposure)!.Concat(parsed.GetValue(_covariates)!).SelectMany(Columns)]
            ),
            Numeric = parsed.GetValue(_numeric)!,
            Missing = parsed.GetValue(_missing)!,
            Cases = parsed.GetValue(_cases)!,
            Order = parsed.GetValue(_order)!,
            Time = parsed.GetValue(_time),
            Cluster = parsed.GetValue(_cluster),
            Weights = parsed.GetValue(_weights),
            Offset = parsed.GetValue(_offset),
            Random = parsed.GetValue(_random)?.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
        };

    // A term's own text, as a column may be named like a formula, and its parts.
    private static IEnumerable<string> Columns(string term) => term.Split(['+', '*', ':']).Select(c => c.Trim()).Prepend(term);

    private static Dictionary<string, string> References(string[] given, string[] columns)
    {
        var levels = new Dictionary<string, string>();
        foreach (var word in given)
        {
            var at = columns.Where(c => IsOf(word, c)).Select(c => word.IndexOf('=', c.Length)).DefaultIfEmpty(word.IndexOf('=')).Max();
            if (at < 1 || at == word.Length - 1)
                throw new InputException("--reference", "COLUMN=LEVEL, e.g. sex=F", $"'{word}'", "write both");
            if (!levels.TryAdd(word[..at].Trim(), word[(at + 1)..].Trim()))
                throw new InputException("--reference", "one level a column", $"two of '{word[..at]}'", "drop one of them");
        }

        return levels;

        // Of a column whose own name may hold an equals sign, and of a level.
        static bool IsOf(string word, string column) =>
            word.StartsWith(column, StringComparison.OrdinalIgnoreCase) && word[column.Length..].TrimStart() is ['=', _, ..];
    }
}
