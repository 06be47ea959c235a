using System.Globalization;
using CsvHelper;
using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Reads a folder of outlined frames: <c>frames.csv</c> with the columns patient, image, lv_mask, and if there pathology, phase, epi_mask.</summary>
public static class LabelledFrames
{
    private const string Table = "frames.csv";

    /// <summary>Reads all frames of a folder, in the table's order; picture paths are relative to the folder.</summary>
    /// <param name="folder">Folder with frames.csv.</param>
    /// <exception cref="InputException">The table, a column or a picture is missing, or sizes differ.</exception>
    public static IReadOnlyList<LabelledFrame> Read(string folder)
    {
        var path = Path.Combine(folder, Table);
        if (!File.Exists(path))
            throw new InputException(folder, $"a folder with {Table}", "no such file", "give the folder that holds images, masks and their table");
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        if (!csv.Read() || !csv.ReadHeader())
            throw new InputException(path, "a header line", "an empty file", "write the columns patient, image, lv_mask");
        var header = csv.HeaderRecord ?? [];
        foreach (var column in (string[])["patient", "image", "lv_mask"])
        {
            if (!header.Contains(column))
                throw new InputException(path, $"a column {column}", string.Join(", ", header), "add the column");
        }

        var frames = new List<LabelledFrame>();
        while (csv.Read())
        {
            string Field(string name) => csv.TryGetField<string>(name, out var value) ? value ?? "" : "";
            var image = GrayPictures.Read(Path.Combine(folder, Field("image")));
            var cavity = GrayPictures.ReadMask(Path.Combine(folder, Field("lv_mask")), image);
            var epicardium = Field("epi_mask") is { Length: > 0 } epi ? GrayPictures.ReadMask(Path.Combine(folder, epi), image) : null;
            frames.Add(new LabelledFrame(
                Field("patient"), Field("pathology"), Field("phase"), Path.GetFileNameWithoutExtension(Field("image")), image, cavity, epicardium));
        }

        return frames.Count > 0 ? frames : throw new InputException(path, "at least one frame", "none", "list the frames");
    }
}
