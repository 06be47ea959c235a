using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>
/// A study of plain linear models whose rows are summed in several places: each sees some tables once and keeps cross products; added up,
/// they give what one pass over all rows gives, to rounding. Memory holds the sums of phenotypes x exposures, and never a row.
/// </summary>
internal static class SummedStudy
{
    /// <summary>Whether sums of rows tell all that a study wants of a table.</summary>
    public static bool Fits(AssociationOptions options, string table) =>
        options.Streams && StudyFormulas.Of(options, AssociationStudy.Header(table)).IsPlain;

    /// <summary>Sums the rows of some tables.</summary>
    /// <param name="tables">Tables of the same columns; none gives no rows.</param>
    /// <param name="options">Columns and models that it <see cref="Fits"/>, as the tables spell them.</param>
    /// <param name="progress">Bytes read.</param>
    /// <param name="cancel">Stops between blocks.</param>
    /// <exception cref="InputException">Correlations are wanted, which these sums do not tell; or as
    /// <see cref="AssociationStudy.Run(string, AssociationOptions, IProgress{StageProgress}?, CancellationToken)"/>.</exception>
    public static StudySums Of(
        IReadOnlyList<string> tables,
        AssociationOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancel
    )
    {
        if (options.Correlations)
            throw new InputException("--plots", "no --shard beside it", "both", "leave one of them away");
        StudyColumns.Check(options);
        if (tables.Count == 0)
            return new StudySums([], new Dictionary<string, long>(), false, 0, []);
        var formulas = StudyFormulas.Of(options, AssociationStudy.Header(tables[0]));
        using var reader = StudyColumns.Open(tables, options, formulas);
        var study = StudyColumns.In(reader.Columns, options, formulas);
        var split = AssociationStudy.Sources(study);
        var models = new Dictionary<ModelKey, StreamedModel>();
        foreach (var block in reader.Blocks(cancel))
        {
            AssociationStudy.RequireFewLevels(study);
            foreach (var mask in split.Split(block))
            {
                StreamedModel[] those = [.. Pairs(study, mask.Source).Select(key => ModelOf(models, study, key))];
                Parallel.ForEach(those, model => model.Add(block, mask.Rows));
            }

            progress?.Report(new StageProgress("read", reader.Done, reader.Total, "bytes"));
        }

        return new StudySums(
            [.. study.Table.Select(c => new ColumnSums(c.Name, c.Kind, c.Levels, c.Unreadable, c.Marks))],
            split.Sources.ToDictionary(s => s, split.RowsOf),
            split.CountsNumbersAsReal,
            reader.Rows,
            [.. models.Values.Select(m => m.ToSums())]
        );
    }

    /// <summary>Adds sums up and solves the models.</summary>
    /// <exception cref="InputException">There are no rows, a column is of numbers in one place and of text in another, or only some places
    /// tell real from synthetic rows.</exception>
    public static AssociationTable Join(IEnumerable<StudySums> parts, AssociationOptions options)
    {
        StudySums[] sums = [.. parts.Where(p => p.Rows > 0)];
        if (sums.Length == 0)
            throw new InputException("tables", "rows", "only headers", "give tables with data");
        RowSource.RequireOneMarker(
            sums.Select(
                (s, i) =>
                    (i == 0 ? "the tables of one shard" : "those of another", (IReadOnlyList<string>)[.. s.Columns.Select(c => c.Name)])
            )
        );
        TableColumn[] columns = [.. sums[0].Columns.Select((c, i) => Joined(c.Name, [.. sums.Select(s => s.Columns[i])]))];
        var formulas = StudyFormulas.Of(options, [.. columns.Select(c => c.Name)]);
        var study = StudyColumns.In(columns, options, formulas);
        AssociationStudy.RequireFewLevels(study);
        study.SetReferences(options.References);
        var split = AssociationStudy.Sources(study);
        var models = new Dictionary<ModelKey, StreamedModel>();
        foreach (var part in sums)
        {
            split.Add(part.Sources, part.CountsNumbersAsReal);
            var known = part.Models.ToDictionary(m => (m.Outcome, m.Exposure, m.Source));
            foreach (var key in part.Sources.Keys.SelectMany(s => Pairs(study, s)))
                if (known.TryGetValue((study.Table[key.Outcome].Name, key.Exposure.Name, key.Source), out var model))
                    ModelOf(models, study, key).Add(model);
        }

        return AssociationStudy.Solved(
            study,
            options,
            split,
            (outcome, exposure, source) => models[new ModelKey(outcome, exposure, source)],
            sums.Sum(s => s.Rows)
        );
    }

    private static IEnumerable<ModelKey> Pairs(StudyColumns study, string source) =>
        from outcome in study.Outcomes
        from exposure in study.Exposures
        where study.Objection(outcome, exposure, AssociationFamily.Linear) is null
        select new ModelKey(outcome, exposure, source);

    private static StreamedModel ModelOf(Dictionary<ModelKey, StreamedModel> models, StudyColumns study, ModelKey key) =>
        models.TryGetValue(key, out var model) ? model : models[key] = new StreamedModel(study, key.Outcome, key.Exposure, key.Source);

    private static TableColumn Joined(string name, ColumnSums[] parts)
    {
        var kinds = parts.Select(p => p.Kind).Where(k => k != ColumnKind.Unknown).Distinct().ToArray();
        if (kinds.Length > 1)
            throw new InputException(
                $"column '{name}'",
                "numbers in all tables, or text in all",
                "both",
                "give the column's type (--numeric or --categorical)"
            );
        var column = new TableColumn(name) { Kind = kinds.FirstOrDefault(), Unreadable = parts.Sum(p => p.Unreadable) };
        column.Levels.AddRange(parts.SelectMany(p => p.Levels).Distinct());
        foreach (var (mark, n) in parts.SelectMany(p => p.Marks))
            column.Marks[mark] = column.Marks.GetValueOrDefault(mark) + n;
        return column;
    }

    private sealed record ModelKey(int Outcome, StudyExposure Exposure, string Source);
}
