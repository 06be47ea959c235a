using GanCmri.Formats;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>
/// Relates every outcome of a table to every exposure with covariates held constant. Linear models without clusters or ranks see
/// the file once and keep no rows; others keep the needed columns in memory. Results do not depend on threads.
/// </summary>
public static class AssociationStudy
{
    private const int MostLevels = 200;

    // Field strengths of 1.5T and 3T are categories, ages of 54.1 y are not.
    private const int MostUnits = 10;

    /// <summary>Runs the study.</summary>
    /// <param name="path">CSV with a header (comma, semicolon, tab, bar or space), also gzipped; numbers with a decimal point; or
    /// Parquet.</param>
    /// <param name="options">Columns and models.</param>
    /// <param name="progress">Bytes read.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="InputException">
    /// The file or a column is missing, a row has too few or too many cells, a column has cells of two kinds, or it is unknown which value
    /// is the case.
    /// </exception>
    public static AssociationTable Run(
        string path,
        AssociationOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    ) => Run([path], options, progress, cancellationToken);

    /// <summary>Runs the study on the rows of several tables with the same columns, one after the other.</summary>
    /// <inheritdoc cref="Run(string, AssociationOptions, IProgress{StageProgress}?, CancellationToken)"/>
    public static AssociationTable Run(
        IReadOnlyList<string> tables,
        AssociationOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    ) => SubjectColumn.Noted(Tested(tables, options, progress, cancellationToken), tables, options, cancellationToken);

    /// <summary>The same without a look at whose the rows are; of a part of the phenotypes others may have the cases that these have
    /// not.</summary>
    internal static AssociationTable Tested(
        IReadOnlyList<string> tables,
        AssociationOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken,
        bool isPart = false
    )
    {
        StudyColumns.Check(options);
        tables = TablePaths.Of(tables);
        var formulas = StudyFormulas.Of(options, Header(tables[0]));
        using var reader = StudyColumns.Open(tables, options, formulas);
        var study = StudyColumns.In(reader.Columns, options, formulas);
        var streams = options.Streams && formulas.IsPlain;
        var split = Sources(study);
        var correlations = options.Correlations ? new SortedDictionary<string, CorrelationSums>(StringComparer.Ordinal) : null;
        int[] variables =
        [
            .. study.Outcomes.Concat(study.Exposures.SelectMany(e => e.Columns)).Distinct().Where(c => !study.Table[c].IsText),
        ];

        var streamed = new Dictionary<(int, StudyExposure, string), StreamedModel>();
        var pairs = Pairs(study);
        var kept = new List<TableBlock>();
        foreach (var block in reader.Blocks(cancellationToken))
        {
            RequireFewLevels(study);
            foreach (var mask in split.Split(block))
            {
                if (streams)
                    Stream(study, options.Jobs, streamed, pairs, block, mask);
                if (correlations is null)
                    continue;
                if (!correlations.TryGetValue(mask.Source, out var sums))
                    correlations[mask.Source] = sums = new CorrelationSums(study.Table, variables);
                sums.Add(block, mask.Rows);
            }

            if (!streams)
                kept.Add(block);
            progress?.Report(new StageProgress("read", reader.Done, reader.Total, "bytes"));
        }

        if (reader.Rows == 0)
            throw new InputException(tables[0], "rows", "only a header", "give a table with data");
        study.SetReferences(options.References);
        var table = streams ? null : Joined(kept, reader.Columns.Count);
        if (table is not null)
        {
            study.Numbers.Check(study.Table, table);
            study.CheckTimes(table);
            StudyFamilies.CheckLevels(study, options);
            pairs = Pairs(study = study.WithKnots(table));
        }

        var outcomes = table is null || !options.HasCases ? [] : BinaryOutcome.All(study, table, options.Cases);
        var absent = BinaryOutcome.Absent(outcomes.Values, options.Cases);
        if (!isPart)
            BinaryOutcome.RequireNone(absent);
        var rows = streams
            ?
            [
                .. pairs.SelectMany(p =>
                    split.Sources.SelectMany(s =>
                        Objected(study, options, p, s, split.RowsOf(s))
                        ?? streamed[(p.Outcome, p.Exposure, s)].Finish(split.RowsOf(s), options.Level)
                    )
                ),
            ]
            : InMemory(
                study,
                options,
                pairs,
                new InMemoryModel(study, options, table!, outcomes),
                table!,
                split,
                progress,
                cancellationToken
            );
        if (table is not null && options.Permutations > 0)
            rows = MaxT.Add(
                rows,
                study.Cluster is { } c ? study.Table[c].Levels.Count : table.Rows,
                options,
                options.Jobs,
                progress,
                cancellationToken
            );

        return new AssociationTable(
            AdjustedRows.Of(rows),
            StudyNotes.Of(study, split, options, outcomes),
            [.. correlations?.Select(c => c.Value.Finish(c.Key, options.Grouping.Any() ? null : options.Level)) ?? []],
            reader.Rows
        )
        {
            Level = options.Level,
            Options = options,
            AbsentCases = absent,
            Margins = [.. rows.SelectMany(r => r.Margins)],
            Missing =
                table is not null && options.MissingReport ? new MissingReport(study, table, outcomes).Of(Sources(study).Split(table)) : [],
        };
    }

    /// <summary>The table of linear models whose rows are summed.</summary>
    internal static AssociationTable Solved(
        StudyColumns study,
        AssociationOptions options,
        SourceSplit split,
        Func<int, StudyExposure, string, StreamedModel> model,
        long tableRows
    )
    {
        AssociationRow[] rows =
        [
            .. Pairs(study)
                .SelectMany(p =>
                    split.Sources.SelectMany(s =>
                        Objected(study, options, p, s, split.RowsOf(s))
                        ?? model(p.Outcome, p.Exposure, s).Finish(split.RowsOf(s), options.Level)
                    )
                ),
        ];
        return new AssociationTable(
            AdjustedRows.Of(rows),
            StudyNotes.Of(study, split, options, new Dictionary<int, BinaryOutcome?>()),
            [],
            tableRows
        )
        {
            Level = options.Level,
            Options = options,
        };
    }

    /// <summary>The names of a table's columns; of a folder those of its first table.</summary>
    /// <exception cref="InputException">No such file, or it has no header.</exception>
    public static IReadOnlyList<string> Header(string path) => TableNames.Of(TablePaths.Of([path])[0]);

    // Numbers with units, or ids, are text of a kind a row.
    internal static void RequireFewLevels(StudyColumns study)
    {
        if (
            study
                .Predictors.Select(i => study.Table[i])
                .FirstOrDefault(c =>
                    c.IsText && (c.Levels.Count > MostLevels || (c.Levels.Count > MostUnits && c.Levels.TrueForAll(NumberLook.HasUnit)))
                )
            is not { } column
        )
            return;
        throw new InputException(
            $"column '{column.Name}'",
            $"numbers with a decimal point, or at most {MostLevels} categories",
            $"text of {column.Levels.Count} kinds or more",
            "correct it or leave it out"
        );
    }

    internal static SourceSplit Sources(StudyColumns study) => new(study.Marker is { } m ? study.Table[m] : null, study.Marker ?? -1);

    private static StudyPair[] Pairs(StudyColumns study) =>
        [.. study.Outcomes.SelectMany(o => study.Exposures.Select(e => new StudyPair(o, e)))];

    private static void Stream(
        StudyColumns study,
        int jobs,
        Dictionary<(int, StudyExposure, string), StreamedModel> models,
        StudyPair[] pairs,
        TableBlock block,
        SourceMask mask
    )
    {
        foreach (var (outcome, exposure) in pairs)
            if (
                study.Objection(outcome, exposure, AssociationFamily.Linear) is null
                && !models.ContainsKey((outcome, exposure, mask.Source))
            )
                models[(outcome, exposure, mask.Source)] = new StreamedModel(study, outcome, exposure, mask.Source);
        Parallel.ForEach(
            models.Values.Where(v => v.Source == mask.Source),
            new ParallelOptions { MaxDegreeOfParallelism = jobs },
            model => model.Add(block, mask.Rows)
        );
    }

    private static AssociationRow[] InMemory(
        StudyColumns study,
        AssociationOptions options,
        StudyPair[] pairs,
        InMemoryModel model,
        TableBlock table,
        SourceSplit counted,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var masks = Sources(study).Split(table);
        var results = new IEnumerable<AssociationRow>[pairs.Length];
        var done = 0;
        Parallel.For(
            0,
            pairs.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancellationToken },
            i =>
            {
                results[i] =
                [
                    .. masks.SelectMany(mask =>
                        Objected(study, options, pairs[i], mask.Source, counted.RowsOf(mask.Source))
                        ?? model.Fit(pairs[i].Outcome, pairs[i].Exposure, mask, counted.RowsOf(mask.Source))
                    ),
                ];
                progress?.Report(new StageProgress("fit", Interlocked.Increment(ref done), pairs.Length, "models"));
            }
        );
        return [.. results.SelectMany(r => r)];
    }

    private static IEnumerable<AssociationRow>? Objected(
        StudyColumns study,
        AssociationOptions options,
        StudyPair pair,
        string source,
        long rows
    ) =>
        study.Objection(pair.Outcome, pair.Exposure, options.Family) is { } why
            ? [new ModelReport(study.Table[pair.Outcome].Name, pair.Exposure.Name, source, rows, 0).Untested(why)]
            : null;

    private static TableBlock Joined(List<TableBlock> blocks, int columns)
    {
        var rows = blocks.Sum(b => b.Rows);
        var joined = new double[columns][];
        for (var c = 0; c < columns; c++)
        {
            var (column, at) = (new double[rows], 0);
            foreach (var block in blocks)
            {
                block.Columns[c].AsSpan(0, block.Rows).CopyTo(column.AsSpan(at));
                block.Columns[c] = []; // so that no column is in memory twice
                at += block.Rows;
            }

            joined[c] = column;
        }

        return new TableBlock(rows, joined);
    }

    private sealed record StudyPair(int Outcome, StudyExposure Exposure);
}
