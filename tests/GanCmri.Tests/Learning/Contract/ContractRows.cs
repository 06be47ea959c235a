using GanCmri.Learning.Data;
using Microsoft.ML;

namespace GanCmri.Tests.Learning.Contract;

/// <summary>One table that suits every component: 30 frames of 6 cines, latents, images, cines, numbers and names.</summary>
internal static class ContractRows
{
    public const int Count = 30,
        WDim = 8,
        Side = 16;

    public static readonly string[] TextColumns = ["Subject", "Series", "Phase"];

    public static IDataView Make() =>
        new RowsView(
            Count,
            SourceColumn.Text("Subject", r => $"{r / 10:000}"),
            SourceColumn.Text("Series", r => $"c{r / 5}"),
            SourceColumn.Text(
                "Phase",
                r =>
                    (r % 5) switch
                    {
                        0 => "ED",
                        2 => "ES",
                        _ => "",
                    }
            ),
            SourceColumn.Number("Frame", r => r % 5),
            SourceColumn.Number("TimeMs", r => 40 * (r % 5), "ms"),
            SourceColumn.Number("Step", r => -2 + r / 6f),
            SourceColumn.Number("Value", r => 1500 + 20 * r, "mm²"),
            SourceColumn.Number("Area", r => 1500 + 300 * Noise(r, 99, 0), "mm²"),
            SourceColumn.Vector("Z", [WDim], (r, z) => Fill(r, 1, z), "z"),
            SourceColumn.Vector("W", [WDim], (r, w) => Fill(r, 2, w), "w"),
            SourceColumn.Vector("Path", [3, WDim], (r, path) => Fill(r, 3, path)),
            SourceColumn.Vector("Cine", [9, WDim], (r, cine) => Fill(r, 4, cine)),
            SourceColumn.Vector("Image", [1, Side, Side], (r, image) => Disc(r, image)),
            SourceColumn.Vector("Maps", [2, Side, Side], Maps)
        );

    /// <summary>Frames of 4 other patients, for components that compare with what a generator was trained on.</summary>
    public static IDataView MakeTraining() =>
        new RowsView(
            8,
            SourceColumn.Text("Subject", r => $"t{r / 2}"),
            SourceColumn.Vector("Image", [1, Side, Side], (r, image) => Disc(4 * r + 0.5, image))
        );

    // A bright disc with a soft edge on dark ground, its size by the row.
    private static void Disc(double row, Span<float> image)
    {
        var radius = 3 + 0.1 * row;
        for (var i = 0; i < image.Length; i++)
        {
            var (y, x) = (i / Side - 7.5, i % Side - 7.5);
            image[i] = (float)Math.Clamp(radius - Math.Sqrt(x * x + y * y), -0.9, 0.9);
        }
    }

    // Probabilities of the disc, and of one around it.
    private static void Maps(long row, Span<float> maps)
    {
        Disc(row, maps[..(Side * Side)]);
        Disc(row + 20, maps[(Side * Side)..]);
        foreach (ref var p in maps)
            p = 0.5f + p / 2;
    }

    private static void Fill(long row, int column, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = Noise(row, column, i);
    }

    private static float Noise(long row, int column, int i) => (float)Math.Sin(12.9898 * row + 78.233 * column + 37.719 * i + 0.5);
}
