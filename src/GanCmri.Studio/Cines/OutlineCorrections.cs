using System.Globalization;
using System.Text.RegularExpressions;
using GanCmri.Formats.Tables;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studio.Cines;

/// <summary>Outlines corrected by hand: a mask a frame as PNG, and corrections.csv with a row for each. Found again when the cine is opened
/// again.</summary>
internal sealed partial class OutlineCorrections
{
    private readonly string _folder;
    private readonly Dictionary<(int Slice, int Frame), Mask> _masks = [];

    public OutlineCorrections(string folder)
    {
        _folder = folder;
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "slice-*.png") : [])
        {
            if (Name().Match(Path.GetFileName(file)) is { Success: true } name)
                _masks[
                    (
                        int.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture),
                        int.Parse(name.Groups[2].Value, CultureInfo.InvariantCulture)
                    )
                ] = PictureFile.ReadMask(file);
        }
    }

    /// <summary>The corrected mask of a frame; null where there is none.</summary>
    public Mask? Of(int slice, int frame) => _masks.GetValueOrDefault((slice, frame));

    /// <summary>Saves a mask and the table.</summary>
    /// <param name="slice">Place in the stack, from 0.</param>
    /// <param name="frame">From 0.</param>
    /// <param name="mask">The cavity.</param>
    /// <param name="areas">LV area of a frame found by the network and by hand, mm².</param>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void Save(int slice, int frame, Mask mask, Func<int, int, (double Found, double Corrected)> areas)
    {
        AtomicFile.WriteBytes(Path.Combine(_folder, File(slice, frame)), MaskFiles.Png(mask));
        _masks[(slice, frame)] = mask;
        new TableWriter<(int Slice, int Frame)>()
            .Count("slice", k => k.Slice)
            .Count("frame", k => k.Frame)
            .Number("lv_area_found_mm2", k => areas(k.Slice, k.Frame).Found)
            .Number(PhenotypeRegistry.LvArea.Name, k => areas(k.Slice, k.Frame).Corrected)
            .Text("mask", k => File(k.Slice, k.Frame))
            .Save(Path.Combine(_folder, "corrections.csv"), _masks.Keys.Order());
    }

    private static string File(int slice, int frame) =>
        string.Create(CultureInfo.InvariantCulture, $"slice-{slice:00}-frame-{frame:000}.png");

    [GeneratedRegex(@"^slice-(\d{2,})-frame-(\d{3,})\.png$")]
    private static partial Regex Name();
}
