using System.Text.Json;
using System.Text.Json.Serialization;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association;

/// <summary>
/// The tests of some of a study's phenotypes, not yet corrected for the number of all tests. For models that need their rows several times:
/// each place reads all rows, of the predictors and of its own phenotypes only. Put together, they are the study to the last bit.
/// </summary>
/// <param name="Rows">A row a test.</param>
/// <param name="Notes">What holds for the tables.</param>
/// <param name="TableRows">Data rows; 0 of a place that has no phenotype.</param>
internal sealed record TestShare(IReadOnlyList<AssociationRow> Rows, IReadOnlyList<string> Notes, long TableRows)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new LogarithmOfP() },
    };

    /// <summary>Cases asked for that none of these phenotypes has.</summary>
    public IReadOnlyList<string> AbsentCases { get; init; } = [];

    /// <summary>Tests some phenotypes.</summary>
    /// <param name="tables">All tables.</param>
    /// <param name="options">The whole study.</param>
    /// <param name="owns">Which of its phenotypes, by their places, are tested here.</param>
    /// <param name="progress">Bytes read, models fitted.</param>
    /// <param name="cancel">Stops between blocks and models.</param>
    /// <exception cref="InputException">The study wants what only all tests together, or all rows, tell; or as
    /// <see cref="AssociationStudy.Run(string, AssociationOptions, IProgress{StageProgress}?, CancellationToken)"/>.</exception>
    public static TestShare Of(
        IReadOnlyList<string> tables,
        AssociationOptions options,
        Func<int, bool> owns,
        IProgress<StageProgress>? progress,
        CancellationToken cancel
    )
    {
        foreach (
            var (option, asked) in (ReadOnlySpan<(string, bool)>)
                [
                    ("--permutations", options.Permutations > 0),
                    ("--missing-report", options.MissingReport),
                    ("--margins", options.Margins),
                    ("--plots", options.Correlations),
                ]
        )
        {
            if (asked)
                throw new InputException(option, "no --shard beside it", "both", "leave one of them away");
        }

        StudyColumns.Check(options);
        var formulas = StudyFormulas.Of(options, AssociationStudy.Header(tables[0]));
        StudyColumns.CheckNames(options, formulas);
        string[] own = [.. options.Outcomes.Distinct().Where((_, i) => owns(i))];
        if (own.Length == 0)
            return new TestShare([], [], 0) { AbsentCases = options.Cases };
        var read = own.Concat(formulas.Columns).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var part = options with
        {
            Outcomes = own,
            Categorical = [.. options.Categorical.Where(read.Contains)],
            Numeric = [.. options.Numeric.Where(read.Contains)],
        };
        var study = AssociationStudy.Tested(tables, part, progress, cancel, isPart: true);
        return new TestShare(study.Rows, study.Notes, study.TableRows) { AbsentCases = study.AbsentCases };
    }

    /// <summary>The study.</summary>
    /// <exception cref="InputException">No phenotype has a case asked for.</exception>
    public static AssociationTable Join(IEnumerable<TestShare> shares, AssociationOptions options)
    {
        TestShare[] all = [.. shares];
        BinaryOutcome.RequireNone(options.Cases.Where(c => Array.TrueForAll(all, s => s.AbsentCases.Contains(c))));
        string[] order = [.. options.Outcomes.Distinct()];
        return new AssociationTable(
            AdjustedRows.Of([.. all.SelectMany(s => s.Rows).OrderBy(r => Array.IndexOf(order, r.Phenotype))]),
            [.. all.SelectMany(s => s.Notes).Distinct()],
            [],
            all.Max(s => s.TableRows)
        )
        {
            Level = options.Level,
            Options = options,
        };
    }

    /// <summary>Writes it.</summary>
    public void Write(Stream stream) => JsonSerializer.Serialize(stream, this, Json);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TestShare Read(Stream stream) => JsonSerializer.Deserialize<TestShare>(stream, Json)!;
}
