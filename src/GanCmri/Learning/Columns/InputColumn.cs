using System.Globalization;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Columns;

/// <summary>A column a component reads: a Single, a vector of Single of known size, or text.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Meaning">What it holds, for messages and the reference page, e.g. "latent w".</param>
/// <param name="Dimensions">Empty for a scalar; else the vector's dimensions, 0 standing for "any size".</param>
internal sealed record InputColumn(string Name, string Meaning, params int[] Dimensions)
{
    private const string GiveSize = "give the vectors their size with mlContext.Gan.FromDataFrame or FixVectorSize",
        Convert = "convert it (Conversion.ConvertType, Concatenate) or name another column";

    /// <summary>Whether the column holds text; then it has no dimensions.</summary>
    public bool IsText { get; init; }

    /// <summary>What helps where vectors have another size; null: nothing more than that is known.</summary>
    public string? IfOfAnotherSize { get; init; }

    /// <summary>Whether every dimension is fixed.</summary>
    public bool IsFixed => Dimensions.All(d => d > 0);

    /// <summary>Values a row; 0 when not fixed.</summary>
    public int Size => IsFixed ? Dimensions.Aggregate(1, (a, b) => a * b) : 0;

    /// <summary>The type asked for, as ML.NET prints types.</summary>
    public string Expected =>
        IsText ? "Text"
        : Dimensions.Length == 0 ? "Single"
        : $"Vector<Single, {string.Join(", ", Dimensions.Select(Text))}>";

    /// <summary>A latent of any length.</summary>
    public static InputColumn Latent(string name) => new(name, "latent w", 0);

    /// <summary>A text column.</summary>
    public static InputColumn TextOf(string name, string meaning) => new(name, meaning) { IsText = true };

    /// <summary>Finds the column and checks its type.</summary>
    /// <exception cref="InputException">The column is missing or of another type or size.</exception>
    public DataViewSchema.Column Check(DataViewSchema schema)
    {
        var found = schema.GetColumnOrNull(Name);
        if (found is not { } column)
            throw Missing(schema.Where(c => !c.IsHidden).Select(c => c.Name));
        return Accepts(column.Type) ? column : throw Mistyped(column.Type.ToString()!, Remedy(column.Type));
    }

    /// <summary>Finds the column in a shape (which knows kinds but no sizes) and checks its kind.</summary>
    /// <exception cref="InputException">The column is missing or of another kind.</exception>
    public void Check(SchemaShape shape)
    {
        var found = shape.Where(c => c.Name == Name).ToArray();
        if (found.Length == 0)
            throw Missing(shape.Select(c => c.Name));
        var column = found[^1];
        var wanted = Dimensions.Length == 0 ? SchemaShape.Column.VectorKind.Scalar : SchemaShape.Column.VectorKind.Vector;
        if (column.ItemType != ItemType || column.IsKey || column.Kind != wanted)
            throw Mistyped(
                $"{column.Kind} of {column.ItemType}",
                column.Kind == SchemaShape.Column.VectorKind.VariableVector ? GiveSize : Convert
            );
    }

    private DataViewType ItemType => IsText ? TextDataViewType.Instance : NumberDataViewType.Single;

    private bool Accepts(DataViewType type)
    {
        if (Dimensions.Length == 0)
            return type == ItemType;
        if (type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
            return false;
        if (IsFixed)
            return vector.Size == Size;
        if (Dimensions.Length == 1)
            return true;
        // One channel may be left out: [S, S] is as good as [1, S, S].
        var wanted = Dimensions.SkipWhile(d => d == 1).ToArray();
        var surplus = Math.Max(0, vector.Dimensions.Length - wanted.Length);
        var found = vector.Dimensions.Skip(vector.Dimensions.Take(surplus).All(d => d == 1) ? surplus : 0).ToArray();
        return found.Length == wanted.Length && found.Zip(wanted).All(d => d.Second == 0 || d.First == d.Second);
    }

    private InputException Missing(IEnumerable<string> names) =>
        new(
            $"column '{Name}'",
            $"{Meaning} ({Expected})",
            $"no such column (columns: {string.Join(", ", names)})",
            "name the right input column, or append the step that makes it"
        );

    private string Remedy(DataViewType type) =>
        type is VectorDataViewType { IsKnownSize: false } ? GiveSize
        : Dimensions.Length > 0
        && type is VectorDataViewType { ItemType: NumberDataViewType { RawType: var item } }
        && item == typeof(float)
            ? IfOfAnotherSize ?? "give vectors of that size, or name another column"
        : Convert;

    private InputException Mistyped(string found, string remedy) => new($"column '{Name}'", $"{Meaning} ({Expected})", found, remedy);

    private static string Text(int dimension) => dimension == 0 ? "any" : dimension.ToString(CultureInfo.InvariantCulture);
}
