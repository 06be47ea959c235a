using GanCmri.Learning.Data;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace GanCmri.Learning;

public sealed partial class GanCatalog
{
    /// <summary>A frame as rows for any ML.NET step: its vectors get the size of the first row's, checked in every row. Null numbers are
    /// NaN there, in columns of whole numbers and truth values with nulls, too, which become Double.</summary>
    /// <example>
    /// <code>
    /// var table = ml.Gan.LoadCsv("phenotypes.csv", "subject");
    /// var rows = ml.Gan.FromDataFrame(table);
    /// </code>
    /// </example>
    public IDataView FromDataFrame(DataFrame frame) => DataFrames.ToView(frame);

    /// <summary>All rows as a frame: Single, Double, integer, text and vector columns; keys become the text they stand for. NaN and missing
    /// keys are null, so that NullCount counts them and Mean skips them; <c>FromDataFrame</c> makes NaN of null numbers again.</summary>
    /// <example>
    /// <code>
    /// var table = ml.Gan.ToDataFrame(hearts);
    /// Console.WriteLine(table.Head(5));
    /// </code>
    /// </example>
    /// <exception cref="InputException">A column has a type that frames do not hold.</exception>
    public DataFrame ToDataFrame(IDataView data) => DataFrames.FromView(data, _context.Cancellation);

    /// <summary>The same rows, with a known size for a column of vectors; a row of another size gives an error when it is read.</summary>
    /// <example>
    /// <code>
    /// var images = ml.Gan.FixVectorSize(frames, "Image", 1, 64, 64);
    /// </code>
    /// </example>
    /// <param name="data">The rows.</param>
    /// <param name="columnName">A column of Vector&lt;Single&gt;.</param>
    /// <param name="dimensions">The size, or the dimensions, e.g. 1, 64, 64 for images.</param>
    /// <exception cref="InputException">The column is missing or holds no vectors of Single.</exception>
    public IDataView FixVectorSize(IDataView data, string columnName, params int[] dimensions) =>
        new FixedVectorDataView(data, new Dictionary<string, int[]> { [columnName] = dimensions });

    /// <summary>Writes a frame as CSV, exactly and in any culture (UTF-8, decimal points); vectors "W" as columns W0, W1, ...</summary>
    /// <example>
    /// <code>
    /// ml.Gan.SaveCsv(ml.Gan.ToDataFrame(hearts), "hearts.csv"); // columns W0, W1, ... for the vector W
    /// </code>
    /// </example>
    /// <exception cref="InputException">The file cannot be written, or vectors of a column differ in length.</exception>
    public void SaveCsv(DataFrame frame, string path) => FrameCsv.Write(path, frame);

    /// <summary>Reads a CSV file: the named columns stay text ("001" is not 1), all others are Single, null where empty; columns W0, W1,
    /// ... become vectors "W", whose empty cells are NaN.</summary>
    /// <example>
    /// <code>
    /// var table = ml.Gan.LoadCsv("hearts.csv", "Subject", "Series");
    /// </code>
    /// </example>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="textColumnNames">Ids, groups and other text.</param>
    /// <exception cref="InputException">The file or a column is missing, or a cell is no number.</exception>
    public DataFrame LoadCsv(string path, params string[] textColumnNames) => FrameCsv.Read(path, textColumnNames);

    /// <summary>
    /// Reads a table, CSV (any usual delimiter, also .gz), Parquet or Excel's first sheet: columns of numbers are Single, all others
    /// text, both null where missing; lists, and columns W0, W1, ..., become vectors "W", NaN where missing. Text in a Parquet file stays
    /// text; in the other forms "001" is a number, unless its column is named.
    /// </summary>
    /// <example>
    /// <code>
    /// var clinic = ml.Gan.LoadTable("clinic.xlsx", "id", "centre");
    /// var association = ml.Gan.Association(
    ///     ml.Gan.FromDataFrame(clinic),
    ///     new AssociationOptions { Outcomes = ["lvef"], Exposures = ["age"] }
    /// );
    /// </code>
    /// </example>
    /// <param name="path">The file.</param>
    /// <param name="textColumnNames">Columns that are text whatever they look like: ids, centres.</param>
    /// <exception cref="InputException">The file or a column is missing, or a column has numbers and text.</exception>
    public DataFrame LoadTable(string path, params string[] textColumnNames) =>
        FrameTable.Read(path, textColumnNames, _context.Cancellation);

    /// <summary>Writes a frame: ".parquet" with typed columns, units by the ends of names and vectors of Single as lists (of other numbers
    /// as columns W0, W1, ...); else CSV as by <c>SaveCsv</c>.</summary>
    /// <example>
    /// <code>
    /// ml.Gan.SaveTable(ml.Gan.ToDataFrame(hearts), "hearts.parquet");
    /// </code>
    /// </example>
    /// <exception cref="InputException">The file cannot be written, or vectors of a column differ in length.</exception>
    public void SaveTable(DataFrame frame, string path) => FrameTable.Write(path, frame);
}
