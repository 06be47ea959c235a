using GanCmri.Statistics.Association.Reading;
using GanCmri.Statistics.Regression;

namespace GanCmri.Statistics.Association;

/// <summary>What a study of plain linear models keeps of rows: a few numbers a model, however many rows. The sums of several tables add up
/// to those of all.</summary>
/// <param name="Columns">The columns used, with what their cells are.</param>
/// <param name="Sources">Rows of each source.</param>
/// <param name="CountsNumbersAsReal">Whether a column "source" holds nothing but numbers.</param>
/// <param name="Rows">Rows in all.</param>
/// <param name="Models">The models.</param>
internal sealed record StudySums(
    IReadOnlyList<ColumnSums> Columns,
    IReadOnlyDictionary<string, long> Sources,
    bool CountsNumbersAsReal,
    long Rows,
    IReadOnlyList<ModelSums> Models
);

/// <summary>A column of the tables.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Levels">Levels of text.</param>
/// <param name="Unreadable">Cells that are no numbers.</param>
/// <param name="Marks">Marks for missing met in text.</param>
internal sealed record ColumnSums(
    string Name,
    ColumnKind Kind,
    IReadOnlyList<string> Levels,
    long Unreadable,
    IReadOnlyDictionary<string, long> Marks
);

/// <summary>A model of one phenotype, exposure and source.</summary>
/// <param name="Outcome">The phenotype.</param>
/// <param name="Exposure">The exposure.</param>
/// <param name="Source">The source of its rows.</param>
/// <param name="Columns">Keys of its columns, the response first.</param>
/// <param name="Sums">Their cross products.</param>
internal sealed record ModelSums(string Outcome, string Exposure, string Source, IReadOnlyList<string> Columns, CrossSums Sums);
