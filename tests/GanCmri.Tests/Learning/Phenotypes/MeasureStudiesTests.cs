using System.Globalization;
using GanCmri.Cli;
using GanCmri.Formats.Tables;
using GanCmri.Imaging;
using GanCmri.Learning;
using GanCmri.Learning.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Tests.Imaging.Nifti;
using GanCmri.Tests.Phenotypes;
using Microsoft.ML;

namespace GanCmri.Tests.Learning.Phenotypes;

public sealed class MeasureStudiesTests : IDisposable
{
    private const int Side = 256;

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(1);

    public MeasureStudiesTests()
    {
        Directory.CreateDirectory(_folder.File("data"));
        Write("P1_LVED", 18, labelled: true);
        Write("P1_LVES", 13, labelled: true);
        Write("P2_LVED", 16);
        File.WriteAllText(_folder.File("body.csv"), "subject,height_cm,weight_kg\nP1,170,70\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MeasureStudies_AFolder_IsTheTableOfTheCommand()
    {
        string[] command = ["measure", "--data", _folder.File("data"), "--out", _folder.File("frames.csv"), "--device", "cpu"];
        string[] tables = ["--subjects", _folder.File("s.csv"), "--body", _folder.File("body.csv"), "--judge", "--labels"];
        Assert.Equal(0, await App.RunAsync([.. command, .. tables]));
        var options = new MeasureStudiesOptions
        {
            Device = "cpu",
            BodyPath = _folder.File("body.csv"),
            JudgePath = ShippedModels.Judge(),
            Labels = true,
        };

        var studies = _ml.Gan.MeasureStudies(_folder.File("data"), options);

        string[][] lines = [.. File.ReadLines(_folder.File("s.csv")).Select(l => l.Split(','))];
        Assert.Equal(lines[0], studies.Columns.Select(c => c.Name));
        Assert.Equal(2, studies.Rows.Count);
        Assert.Equal(
            lines[1..],
            studies.Rows.Select(row =>
                row.Select(v => v is double n ? ShortNumber.Text(n) : Convert.ToString(v, CultureInfo.InvariantCulture))
            )
        );
        Assert.InRange((double)studies["lv_ef_percent"][0], 20, 95);
        Assert.Null(studies["lv_ef_percent"][1]);
        // Discs in four slices, 8 mm apart.
        double Ml(double radius) => 4 * 8 * 1.37 * 1.37 / 1000 * Disk(radius).Pixels.Count(v => v > 0.5);
        Assert.Equal(Ml(18), (double)studies["lv_edv_ml_labelled"][0], 1e-3);
        Assert.Equal(100 * (1 - Ml(13) / Ml(18)), (double)studies["lv_ef_percent_labelled"][0], 1e-3);
        Assert.Null(studies["lv_edv_ml_labelled"][1]);
    }

    [Fact]
    public void MeasureStudies_LabelsThatAreNotThere_AreWarnedOf()
    {
        foreach (var label in Directory.GetFiles(_folder.File("data"), "*_gt.nii"))
            File.Delete(label);
        var warned = new List<string>();
        _ml.Log += (_, e) => warned.Add(e.Message);
        var studies = _ml.Gan.MeasureStudies(_folder.File("data"), new MeasureStudiesOptions { Device = "cpu", Labels = true });
        Assert.Contains(warned, w => w.Contains("label map", StringComparison.Ordinal));
        Assert.Equal(2, studies["lv_ef_percent_labelled"].NullCount);
    }

    [Fact]
    public void MeasureStudies_NothingToRead_IsRefused() =>
        Assert.Throws<InputException>(() => _ml.Gan.MeasureStudies(_folder.File("body.csv")));

    private static GrayImage Disk(double radius) => Shapes.Ellipse(Side, Side / 2, Side / 2, radius, radius, 0);

    // Four slices of a bright cavity, radius in pixels of 1.37 mm, in a dark wall.
    private void Write(string name, double radius, bool labelled = false)
    {
        var random = new Random(1);
        var (cavity, heart) = (Disk(radius), Disk(radius + 8));
        var image = new NiftiWriter
        {
            Sizes = [Side, Side, 4, 1],
            PixDim = [1, 1.37f, 1.37f, 8, 1],
            Value = (x, y, z, _) => 90 + z + 20 * random.NextDouble() - 80 * heart[y, x] + 200 * cavity[y, x],
        };
        image.Write(_folder.File($"data/{name}.nii"));
        if (labelled)
            (image with { Type = 2, Value = (x, y, _, _) => cavity[y, x] > 0.5 ? 1 : 0 }).Write(_folder.File($"data/{name}_gt.nii"));
    }
}
