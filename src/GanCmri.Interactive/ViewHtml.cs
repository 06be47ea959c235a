using System.Globalization;
using System.Net;
using System.Text;
using GanCmri.Imaging;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Interactive;

/// <summary>The first rows of a view as a table: images as thumbnails, cines beating, vectors as curves.</summary>
internal static class ViewHtml
{
    private const int Rows = 8;
    private const int FewestPixels = 16; // a side; smaller grids are numbers

    /// <summary>The table; rows are computed as far as they are shown.</summary>
    public static string Of(IDataView view)
    {
        var columns = view.Schema.Where(c => !c.IsHidden).ToArray();
        var html = new StringBuilder("<table><thead><tr>");
        foreach (var column in columns)
            html.Append("<th>").Append(WebUtility.HtmlEncode(column.Name)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        using var cursor = view.GetRowCursor(columns);
        var cells = columns.Select(c => Cell(cursor, c)).ToArray();
        var shown = 0;
        for (; shown < Rows && cursor.MoveNext(); shown++)
            html.Append("<tr>").AppendJoin("", cells.Select(c => $"<td>{c()}</td>")).Append("</tr>");
        html.Append("</tbody></table>");
        return shown < Rows ? html.ToString() : html.Append(CultureInfo.InvariantCulture, $"<div>the first {Rows} rows</div>").ToString();
    }

    private static Func<string> Cell(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType vector && vector.ItemType == NumberDataViewType.Single)
        {
            var get = row.GetGetter<VBuffer<float>>(column);
            var values = default(VBuffer<float>);
            return () =>
            {
                get(ref values);
                return Vector([.. values.DenseValues()], [.. vector.Dimensions]);
            };
        }

        if (column.Type is TextDataViewType)
            return Of<ReadOnlyMemory<char>>(row, column, text => WebUtility.HtmlEncode(text.ToString()));
        if (column.Type == NumberDataViewType.Single)
            return Of<float>(row, column, v => v.ToString("G5", CultureInfo.InvariantCulture));
        if (column.Type == NumberDataViewType.Double)
            return Of<double>(row, column, v => v.ToString("G5", CultureInfo.InvariantCulture));
        var type = WebUtility.HtmlEncode(column.Type.ToString()!);
        return () => $"<i>{type}</i>";
    }

    private static Func<string> Of<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> show)
    {
        var get = row.GetGetter<T>(column);
        var value = default(T)!;
        return () =>
        {
            get(ref value);
            return show(value);
        };
    }

    private static string Vector(float[] values, int[] dimensions)
    {
        if (dimensions is not [.., >= FewestPixels, >= FewestPixels])
            return Curves.Of(values);
        var (height, width) = (dimensions[^2], dimensions[^1]);
        var frames = values.Chunk(height * width).Select(pixels => new GrayImage(height, width, pixels)).ToArray();
        // [T, n] of latents is no image: its last two dimensions are all it has, and no heart crop is that oblong.
        if (dimensions.Length == 2 && height != width)
            return Curves.Of(values);
        return frames.Length == 1 ? Pictures.Of(frames[0]) : Pictures.Of(frames);
    }
}
