using System.Globalization;
using System.Text.RegularExpressions;
using GanCmri.Formats.Tables;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studio.Cines;

/// <summary>Outlines corrected by hand: a mask a frame as PNG, beside it how much of each pixel counts, and corrections.csv with a row for
/// each. Found again when the cine is opened again.</summary>
internal sealed partial class OutlineCorrections
{
    // The wall and the right ventricle are not drawn: such a frame has neither.
    private const string CavityOnly = "CavityOnly";

    private readonly string _folder;
    private readonly Dictionary<FramePlace, SoftOutline> _drawn = [];

    public OutlineCorrections(string folder)
    {
        _folder = folder;
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "slice-*.png") : [])
        {
            if (Name().Match(Path.GetFileName(file)) is { Success: true } name)
                _drawn[
                    new FramePlace(
                        int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture),
                        int.Parse(name.Groups[2].Value, CultureInfo.InvariantCulture)
                    )
                ] = Read(file);
        }
    }

    public string Folder => _folder;

    /// <summary>The corrected outline of a frame; null where there is none.</summary>
    public SoftOutline? Of(int slice, int frame) => _drawn.GetValueOrDefault(new FramePlace(slice, frame));

    /// <summary>Saves an outline and the table.</summary>
    /// <param name="slice">Place in the stack, from 0.</param>
    /// <param name="frame">From 0.</param>
    /// <param name="drawn">The cavity.</param>
    /// <param name="areas">LV area of a frame whose outline was corrected.</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void Save(int slice, int frame, SoftOutline drawn, Func<FramePlace, DrawnAreas> areas)
    {
        var (file, mask) = (Path.Combine(_folder, File(slice, frame)), drawn.Mask);
        using var shares = PictureEncoding.Grey(drawn.Shares, mask.Width, mask.Height);
        AtomicFile.WriteBytes(Shares(file), PictureEncoding.Png(shares));
        MaskFiles.Save(file, mask);
        _drawn[new FramePlace(slice, frame)] = drawn;
        new TableWriter<FramePlace>()
            .Count("slice", k => k.Slice)
            .Count("frame", k => k.Frame)
            .Number("lv_area_found_mm2", k => areas(k).FoundMm2)
            .Number(PhenotypeRegistry.LvArea.Name, k => areas(k).CorrectedMm2)
            .Text("mask", k => File(k.Slice, k.Frame))
            .Text("flags", _ => CavityOnly)
            .Save(Path.Combine(_folder, "corrections.csv"), _drawn.Keys.OrderBy(k => k.Slice).ThenBy(k => k.Frame));
    }

    // Outlines of before shares were kept count whole pixels.
    private static SoftOutline Read(string file)
    {
        var mask = PictureFile.ReadMask(file);
        if (!System.IO.File.Exists(Shares(file)))
            return SoftOutline.Of(mask);
        var shares = Array.ConvertAll(PictureFile.Read(Shares(file)).Pixels, v => (byte)v);
        return shares.Length == mask.Inside.Length ? new SoftOutline(mask, shares) : SoftOutline.Of(mask);
    }

    private static string Shares(string file) => Path.ChangeExtension(file, ".shares.png");

    private static string File(int slice, int frame) =>
        string.Create(CultureInfo.InvariantCulture, $"slice-{slice:00}-frame-{frame:000}.png");

    [GeneratedRegex(@"^slice-(\d{2,})-frame-(\d{3,})\.png$")]
    private static partial Regex Name();
}
