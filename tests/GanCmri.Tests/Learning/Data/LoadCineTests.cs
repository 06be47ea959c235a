using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Pictures;
using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Tests.Imaging.Nifti;
using GanCmri.Tests.Phenotypes;
using Microsoft.ML;

namespace GanCmri.Tests.Learning.Data;

public sealed class LoadCineTests : IDisposable
{
    private const int Slices = 4;
    private static readonly GrayImage Heart = Shapes.Heart(900).Image;

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(1);
    private readonly List<string> _warnings = [];

    public LoadCineTests() =>
        _ml.Log += (_, e) => _warnings.AddRange(e.Message.Contains("LoadCine", StringComparison.Ordinal) ? [e.Message] : []);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadCine_EdAndEsInFilesOfTheirOwn_AreCinesOfTwoFrames()
    {
        Write("P1_LVED.nii", 1);
        Write("P1_LVES.nii", 0.8);
        var frames = _ml.Gan.ToDataFrame(_ml.Gan.LoadCine(_folder.Path));
        Assert.Equal(2 * Slices, frames.Rows.Count);
        Assert.Equal(Slices, frames["Series"].Cast<string>().Distinct().Count());
        Assert.Equal(["ED", "ES", "ED", "ES"], frames["Phase"].Cast<string>().Take(4));
        Assert.Equal([0f, 1f, 0f, 1f], frames["Frame"].Cast<float>().Take(4));
        Assert.Contains(_warnings, w => w.Contains("joined to cines of two frames: 1 pair", StringComparison.Ordinal));
        Assert.DoesNotContain(_warnings, w => w.Contains("nothing moves", StringComparison.Ordinal));
        AssertShowHearts(frames);
    }

    [Fact]
    public void LoadCine_OneFileOfOnePhase_IsCutWhereTheSegmenterSeesTheHeart()
    {
        Write("P1_LVED.nii", 1);
        var frames = _ml.Gan.ToDataFrame(_ml.Gan.LoadCine(_folder.File("P1_LVED.nii")));
        Assert.Equal(Enumerable.Repeat("ED", Slices), frames["Phase"].Cast<string>());
        Assert.Contains(_warnings, w => w.Contains($"In {Slices} series nothing moves", StringComparison.Ordinal));
        AssertShowHearts(frames);
    }

    [Fact]
    public void LoadCine_IdsThatATableLinks_AreOnePerson()
    {
        Write("A_LVED.nii", 1);
        Write("B_LVED.nii", 0.9);
        IEnumerable<string> Subjects() => _ml.Gan.ToDataFrame(_ml.Gan.LoadCine(_folder.Path))["Subject"].Cast<string>().Distinct();
        Assert.Equal(["S001", "S002"], Subjects());
        File.WriteAllText(_folder.File("link.csv"), "first,second\nA,B\n");
        Assert.Equal(["S001"], Subjects());
    }

    [Fact]
    public void LoadCine_NoPixelSize_IsTold()
    {
        Write("P1_LVED.nii", 1);
        _ml.Gan.LoadCine(_folder.File("P1_LVED.nii"));
        Assert.DoesNotContain(_warnings, w => w.Contains("pixel size", StringComparison.Ordinal));
        PngPictures.SavePng(
            new GrayImage(256, 256, Array.ConvertAll(Heart.Pixels, v => Math.Clamp(v / 127.5f - 1, -1, 1))),
            GrayRange.Signed,
            _folder.File("P2.png")
        );
        _ml.Gan.LoadCine(_folder.File("P2.png"));
        Assert.Contains(
            _warnings,
            w =>
                w.Contains(
                    "In 1 series the source tells no pixel size: mm and mm² are as if a pixel were 1.37 mm",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void ProjectImages_OfCropsOfAnotherSize_SaysHowToLoadThem()
    {
        Write("P1_LVED.nii", 1);
        var small = _ml.Gan.LoadCine(_folder.Path, new HeartCrop { Resolution = 16 });
        var error = Assert.Throws<InputException>(() =>
            _ml.Gan.ProjectImages("W", ShippedModels.File("sax64", "generator.safetensors"), "Image").Fit(small)
        );
        Assert.Contains("found Vector<Single, 1, 16, 16>; load images of the generator's size: ", error.Message);
        Assert.Contains("new HeartCrop { Resolution = 64 }", error.Message);
    }

    // The heart lies 40 pixels from the middle; a bright bar beside it tells slices apart.
    private void Write(string name, double bright) =>
        new NiftiWriter
        {
            Sizes = [256, 256, Slices, 1],
            PixDim = [1, 1.37f, 1.37f, 8, 1],
            Value = (x, y, z, _) =>
                x < 40
                    ? y / 64 == z
                        ? 250
                        : 90
                    : Heart[y, x - 40] * (Heart[y, x - 40] > 150 ? bright : 1),
        }.Write(_folder.File(name));

    private static void AssertShowHearts(Microsoft.Data.Analysis.DataFrame frames)
    {
        foreach (var image in frames["Image"].Cast<Microsoft.ML.Data.VBuffer<float>>().Select(v => v.DenseValues().ToArray()))
        {
            double Mean(double from, double to) =>
                image
                    .Where((_, i) => Math.Sqrt(Math.Pow(i % 64 - 31.5, 2) + Math.Pow(i / 64 - 31.5, 2)) is var r && r >= from && r < to)
                    .Average();
            Assert.InRange(Mean(0, 5) - Mean(11, 13), 0.4, 2); // the cavity, and the wall around it
        }
    }
}
