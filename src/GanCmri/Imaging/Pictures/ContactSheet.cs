using GanCmri.Imaging.Store;
using GanCmri.Runtime;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Imaging.Pictures;

/// <summary>One picture of the crops in a store, to be looked at before anything is trained on them: in the order of its frames.csv,
/// doubtful series in a red frame.</summary>
internal sealed class ContactSheet
{
    /// <summary>Its name in the store.</summary>
    public const string FileName = "contact-sheet.png";

    private const int Columns = 20,
        TileSide = 64,
        Border = 3,
        MostTiles = 2000,
        TilesOfACine = 2,
        TilesOfStills = 60;
    private static readonly byte[] Red = [255, 48, 48],
        Black = [0, 0, 0];

    private readonly List<Tile> _tiles = [];

    /// <summary>Adds a series: the first frame and one half a beat on; of stills more.</summary>
    /// <param name="frames">As a store keeps them.</param>
    /// <param name="side">Their side, pixels.</param>
    /// <param name="isDoubtful">Draws the frame.</param>
    /// <param name="areStills">Whether each frame may show something else.</param>
    public void Add(IReadOnlyList<byte[]> frames, int side, bool isDoubtful, bool areStills)
    {
        var shown = Math.Min(frames.Count, areStills ? TilesOfStills : TilesOfACine);
        for (var i = 0; i < shown; i++)
            _tiles.Add(new Tile(Small(frames[i * frames.Count / shown], side), isDoubtful));
    }

    /// <summary>Writes the PNG; of more than 2000 tiles doubtful ones and evenly chosen others.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var tiles = Chosen();
        var (side, columns) = (TileSide + 2 * Border, Math.Min(Columns, tiles.Count));
        var (width, height) = (columns * side, (tiles.Count + columns - 1) / columns * side);
        var rgb = new byte[3 * width * height];
        foreach (var (k, tile) in tiles.Index())
        {
            for (var y = 0; y < side; y++)
            {
                for (var x = 0; x < side; x++)
                {
                    var (ty, tx) = (y - Border, x - Border);
                    var isBorder = ty < 0 || tx < 0 || ty >= TileSide || tx >= TileSide;
                    var at = 3 * ((k / columns * side + y) * width + k % columns * side + x);
                    for (var c = 0; c < 3; c++)
                        rgb[at + c] = isBorder ? (tile.IsDoubtful ? Red : Black)[c] : tile.Gray[ty * TileSide + tx];
                }
            }
        }

        using var picture = Image.LoadPixelData<Rgb24>(rgb, width, height);
        AtomicFile.WriteBytes(path, FigureMark.On(PictureEncoding.Png(picture)));
    }

    private List<Tile> Chosen()
    {
        if (_tiles.Count <= MostTiles)
            return _tiles;
        var others = _tiles.Count(t => !t.IsDoubtful);
        var (room, seen) = (Math.Max(0, MostTiles - (_tiles.Count - others)), 0);
        return [.. _tiles.Where(t => t.IsDoubtful || (long)seen * room / others != (long)++seen * room / others).Take(2 * MostTiles)];
    }

    private static byte[] Small(byte[] frame, int side) =>
        side == TileSide
            ? frame
            : GreyBytes.Of(
                AreaResampling.Cut(
                    new GrayImage(side, side, Array.ConvertAll(frame, v => v / 127.5f - 1)),
                    0,
                    0,
                    side,
                    side,
                    TileSide,
                    TileSide
                )
            );

    private sealed record Tile(byte[] Gray, bool IsDoubtful);
}
