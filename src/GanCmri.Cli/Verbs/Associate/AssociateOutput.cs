using System.CommandLine;
using GanCmri.Reports;
using GanCmri.Reports.Association;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Cli.Verbs.Associate;

/// <summary>The options that say what is written, where, and in which order; and the writing of it.</summary>
internal sealed class AssociateOutput
{
    private readonly Option<string> _result = new("--out")
    {
        Description = "Results, .csv or .parquet; a .run.json with options and digests goes beside it.",
        Required = true,
    };

    private readonly Option<string?> _groups = new("--groups")
    {
        Description =
            "Table with a header and, in each row, a phenotype (or exposure) and its group. Figures put a group's tests side by side. "
            + "Default: none.",
    };

    private readonly Option<string?> _sort = new("--sort")
    {
        Description = "Order of the rows written: p, q, beta, n_total, phenotype, exposure, group, ... Default: that of the study.",
    };

    private readonly Option<string[]> _filter = NameList.Option(
        "--filter",
        "Rows written, e.g. q<=0.05 or group=atria; several: all must hold. p values stay adjusted for all tests. Default: all."
    );

    private readonly Option<string?> _missingReport = new("--missing-report")
    {
        Description = "CSV of what is missing, by column and by pattern, of all rows, cases and controls. Default: none.",
    };

    private readonly Option<string?> _margins = new("--margins")
    {
        Description =
            "CSV of marginal means: of each level of exposures that are categories, other columns as they are (not "
            + "cox). Default: none.",
    };

    private readonly Option<string?> _html = new("--html")
    {
        Description =
            "A page that works offline: figures that name the point under the pointer, a table to sort and filter, and for each test the "
            + "values of at most 1,500 rows. It has all tests, whatever --filter and --sort say. Default: none.",
    };

    private readonly Option<string?> _plots = new("--plots")
    {
        Description = "Folder for Manhattan, volcano, QQ, forest and correlation PNGs and correlations.csv. Default: none.",
    };

    /// <summary>The options, in the order of the help page.</summary>
    public IEnumerable<Option> All => [_result, _groups, _sort, _filter, _missingReport, _margins, _html, _plots];

    /// <summary>The file of results.</summary>
    public string Results(ParseResult parsed) => parsed.GetValue(_result)!;

    /// <summary>Options of the record beside those of the study; of the groups the file's name.</summary>
    public IEnumerable<(string Name, object? Value)> Told(ParseResult parsed) =>
        [("Groups", Path.GetFileName(parsed.GetValue(_groups))), ("Sort", parsed.GetValue(_sort)), ("Filter", parsed.GetValue(_filter))];

    /// <summary>The file of groups, for the record.</summary>
    public IEnumerable<FileDigest> Digests(ParseResult parsed) => parsed.GetValue(_groups) is { } file ? [FileDigest.Of(file)] : [];

    /// <summary>Everything that is written; null where not asked for.</summary>
    public string?[] Written(ParseResult parsed) =>
        [
            Results(parsed),
            parsed.GetValue(_missingReport),
            parsed.GetValue(_margins),
            parsed.GetValue(_html),
            parsed.GetValue(_plots),
            Record(parsed),
        ];

    /// <summary>Checks that everything that is written has a place of its own.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="inputs">What is read; null where there is none.</param>
    /// <exception cref="InputException">An output is an input or another output, or cannot be written.</exception>
    public void RequirePlaces(ParseResult parsed, IEnumerable<string?> inputs)
    {
        OutputPlaces.Require(
            Written(parsed).Where(f => f != parsed.GetValue(_plots) || f == Results(parsed)),
            [.. inputs, parsed.GetValue(_groups)]
        );
        OutputPlaces.RequireFolder(parsed.GetValue(_plots));
    }

    /// <summary>A study's options with what the outputs need.</summary>
    public AssociationOptions Set(AssociationOptions options, ParseResult parsed) =>
        options with
        {
            Margins = parsed.GetValue(_margins) is not null,
            MissingReport = parsed.GetValue(_missingReport) is not null,
            Correlations = parsed.GetValue(_plots) is not null,
        };

    /// <summary>The rows to write.</summary>
    /// <exception cref="InputException">--filter or --sort cannot be read.</exception>
    public AssociationSelection Selection(ParseResult parsed) =>
        AssociationSelection.Parse(parsed.GetValue(_filter)!, parsed.GetValue(_sort));

    /// <summary>The groups of phenotypes; null without --groups.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public AssociationGroups? Groups(ParseResult parsed) => parsed.GetValue(_groups) is { } file ? AssociationGroups.Read(file) : null;

    /// <summary>Writes tables, figures and page.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="study">All rows.</param>
    /// <param name="shown">The rows to write.</param>
    /// <param name="title">The page's title.</param>
    /// <param name="subjects">The values behind the tests, for the page.</param>
    /// <returns>The files written.</returns>
    public IReadOnlyList<string> Save(
        ParseResult parsed,
        AssociationTable study,
        AssociationTable shown,
        string title,
        Func<TableSample> subjects
    )
    {
        AssociationCsv.Save(Results(parsed), shown);
        if (parsed.GetValue(_margins) is { } means)
            AssociationCsv.SaveMargins(means, study.Margins);
        if (parsed.GetValue(_html) is { } page)
            AssociationPage.Save(page, study, title, subjects());
        if (parsed.GetValue(_missingReport) is { } report)
            AssociationCsv.SaveMissing(report, study.Missing);
        List<string> files =
        [
            .. new[]
            {
                Results(parsed),
                parsed.GetValue(_margins),
                parsed.GetValue(_html),
                parsed.GetValue(_missingReport),
            }.OfType<string>(),
        ];
        if (parsed.GetValue(_plots) is not { } folder)
            return files;
        files.AddRange(AssociationPlots.Save(study, folder));
        files.Add(Path.Combine(folder, "correlations.csv"));
        AssociationCsv.SaveCorrelations(files[^1], study.Correlations);
        return files;
    }

    /// <summary>The file that says how the results were made.</summary>
    public string Record(ParseResult parsed) => Path.ChangeExtension(Results(parsed), ".run.json");
}
