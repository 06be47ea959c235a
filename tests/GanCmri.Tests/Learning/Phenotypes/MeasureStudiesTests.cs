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
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(1);

    public MeasureStudiesTests()
    {
        Directory.CreateDirectory(_folder.File("data"));
        Write("P1_LVED.nii", 18);
        Write("P1_LVES.nii", 13);
        Write("P2_LVED.nii", 16);
        File.WriteAllText(_folder.File("body.csv"), "subject,height_cm,weight_kg\nP1,170,70\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MeasureStudies_AFolder_IsTheTableOfTheCommand()
    {
        string[] command = ["measure", "--data", _folder.File("data"), "--out", _folder.File("frames.csv"), "--device", "cpu"];
        string[] tables = ["--subjects", _folder.File("s.csv"), "--body", _folder.File("body.csv"), "--judge"];
        Assert.Equal(0, await App.RunAsync([.. command, .. tables]));
        var options = new MeasureStudiesOptions
        {
            Device = "cpu",
            BodyPath = _folder.File("body.csv"),
            JudgePath = ShippedModels.Judge(),
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
    }

    [Fact]
    public void MeasureStudies_NothingToRead_IsRefused() =>
        Assert.Throws<InputException>(() => _ml.Gan.MeasureStudies(_folder.File("body.csv")));

    // Four slices of a bright cavity, radius in pixels of 1.37 mm, in a dark wall.
    private void Write(string name, double radius)
    {
        const int Side = 256;
        var random = new Random(1);
        GrayImage Disk(double r) => Shapes.Ellipse(Side, Side / 2, Side / 2, r, r, 0);
        var (cavity, heart) = (Disk(radius), Disk(radius + 8));
        new NiftiWriter
        {
            Sizes = [Side, Side, 4, 1],
            PixDim = [1, 1.37f, 1.37f, 8, 1],
            Value = (x, y, z, _) => 90 + z + 20 * random.NextDouble() - 80 * heart[y, x] + 200 * cavity[y, x],
        }.Write(_folder.File("data/" + name));
    }
}
