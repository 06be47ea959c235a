using GanCmri.Imaging;
using GanCmri.Imaging.Labels;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Tests.Imaging.Labels;

public class LabelMapTests
{
    private const int Side = 24;

    [Theory]
    [InlineData("patient001_frame01", "patient001_frame01_gt")]
    [InlineData("A0S9V9_sa", "A0S9V9_sa_gt")]
    [InlineData("sa", "seg_sa")]
    [InlineData("sa_ED", "label_sa_ED")]
    [InlineData("A_sa_ED", "A_seg_sa_ED")]
    [InlineData("Sbj01_LVED", "Sbj01_LVED_mask")]
    [InlineData("case_0000", "case_seg")]
    [InlineData("case_sa", "case_sa_pred")]
    [InlineData("case_sa", "case_sa_dseg")]
    public void Read_LabelMapBesideItsImage_IsLeftOutOrTakenAsTruth(string image, string label)
    {
        using var folder = new TemporaryFolder();
        Image().Write(folder.File(image + ".nii"));
        Labels(cavity: 3, rightVentricle: 1).Write(folder.File(label + ".nii"));
        var notes = new ReadingNotes();
        var cines = CineReader.Read(folder.Path, new CineReaderOptions { Notes = notes });
        Assert.Equal(2, cines.Count);
        Assert.All(cines, c => Assert.All(c.Frames, f => Assert.Null(f.LvCavity)));
        Assert.Contains("skipped, a label map, not a cine: 1 file", notes.Lines);
        var truth = CineReader.Read(folder.Path, new CineReaderOptions { Labels = true })[1].Frames[0].LvCavity!;
        Assert.True(truth[12, 12] && !truth[12, 2]);
        Assert.Equal(Enumerable.Range(0, Side * Side).Count(i => Radius(i % Side, i / Side) < 4), truth.Area);
    }

    [Theory]
    [InlineData(3, 1, true)] // ACDC
    [InlineData(1, 3, true)] // M&Ms
    [InlineData(1, 4, true)] // ukbb_cardiac
    [InlineData(1, 0, false)] // no right ventricle
    public void Read_MapOfBothVentricles_TellsMyocardiumAndRightVentricle(int cavity, int right, bool isTold)
    {
        using var folder = new TemporaryFolder();
        Image().Write(folder.File("a.nii"));
        Labels(cavity, right).Write(folder.File("a_gt.nii"));
        var frame = CineReader.Read(folder.Path, new CineReaderOptions { Labels = true })[0].Frames[0];
        Assert.Equal(Enumerable.Range(0, Side * Side).Count(i => Radius(i % Side, i / Side) is >= 4 and < 7), frame.LabelMyocardiumPx);
        Assert.Equal(isTold ? 66 : double.NaN, frame.LabelRightPx);
    }

    [Fact]
    public void Read_AScarWithinTheMyocardium_IsNoRightVentricle()
    {
        using var folder = new TemporaryFolder();
        Image().Write(folder.File("a.nii"));
        var labels = Labels(cavity: 1, rightVentricle: 0);
        (labels with { Value = (x, y, z, t) => x == 6 && Math.Abs(y - 12) < 3 ? 3 : labels.Value(x, y, z, t) }).Write(
            folder.File("a_gt.nii")
        );
        var frame = CineReader.Read(folder.Path, new CineReaderOptions { Labels = true })[0].Frames[0];
        Assert.Equal((45, double.NaN), (frame.LvCavity!.Area, frame.LabelRightPx));
    }

    [Fact]
    public void Read_LabelsInTheFolderBeside_BelongToTheImages()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("imagesTr"));
        Directory.CreateDirectory(folder.File("labelsTr"));
        Image().Write(folder.File("imagesTr/P7_0000.nii"));
        Labels(cavity: 1, rightVentricle: 3).Write(folder.File("labelsTr/P7.nii"));
        Assert.Single(CineReader.Read(folder.Path).Select(c => c.Subject).Distinct());
        Assert.All(
            CineReader.Read(folder.Path, new CineReaderOptions { Labels = true }),
            c => Assert.Equal(45, c.Frames[0].LvCavity!.Area)
        );
    }

    [Theory]
    [InlineData("a/P7.nii", "a/P7_gt.nii", 45)]
    [InlineData("imagesTr/P7_0000.nii", "labelsTr/P7.nii", 45)]
    [InlineData("a/P7.nii", "a/P70_gt.nii", null)]
    public void Read_OneImage_HasTheLabelsBesideIt(string image, string label, int? area)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in new[] { image, label })
            Directory.CreateDirectory(folder.File(Path.GetDirectoryName(file)!));
        Image().Write(folder.File(image));
        Labels(cavity: 1, rightVentricle: 3).Write(folder.File(label));
        var notes = new ReadingNotes();

        var cines = CineReader.Read(folder.File(image), new CineReaderOptions { Labels = true, Notes = notes });

        Assert.Equal([area, area], cines.Select(c => c.Frames[0].LvCavity?.Area));
        Assert.Equal(
            [area is null ? "without a label map of its name beside it: 1 file" : "label map taken as the outline of its image: 1 file"],
            notes.Lines
        );
    }

    [Fact]
    public void Read_LabelMapTurnedLikeItsImage_StaysOnIt()
    {
        using var folder = new TemporaryFolder();
        var turned = NiftiWriter.Affine([-1.4, 0, 0], [0, 1.4, 0], [0, 0, 8]); // rows from below
        (Image() with { Sform = turned, Value = (x, y, z, t) => y < 6 ? 900 : 100 + x % 7 }).Write(folder.File("a.nii"));
        // Its affine was lost.
        (Labels(cavity: 1, rightVentricle: 3) with { Value = (x, y, z, t) => y < 6 ? 1 : 0 }).Write(folder.File("a_gt.nii"));
        var frame = CineReader.Read(folder.Path, new CineReaderOptions { Labels = true })[0].Frames[0];
        for (var row = 0; row < Side; row++)
            Assert.Equal(frame.Image[row, 3] == 900, frame.LvCavity![row, 3]);
        Assert.Equal(900, frame.Image[Side - 1, 3]);
    }

    [Fact]
    public void Read_PhasesWithoutLabels_HaveNoTruth()
    {
        using var folder = new TemporaryFolder();
        (Image() with { Sizes = [Side, Side, 2, 3] }).Write(folder.File("B_sa.nii"));
        var labels = Labels(cavity: 1, rightVentricle: 3);
        (
            labels with
            {
                Sizes = [Side, Side, 2, 3],
                Value = (x, y, z, t) =>
                    t == 1 ? 0
                    : z == 1 ? 0
                    : labels.Value(x, y, z, t),
            }
        ).Write(folder.File("B_sa_gt.nii"));
        var cines = CineReader.Read(folder.Path, new CineReaderOptions { Labels = true });
        Assert.Equal([45, null, 45], cines[0].Frames.Select(f => f.LvCavity?.Area));
        Assert.Equal([0, null, 0], cines[1].Frames.Select(f => f.LvCavity?.Area));
    }

    [Fact]
    public void Read_UnnamedVolumeOfSmallWholeNumbers_IsALabelMap()
    {
        using var folder = new TemporaryFolder();
        Image().Write(folder.File("P1.nii"));
        Labels(cavity: 1, rightVentricle: 4).Write(folder.File("P1-lv.nii"));
        Assert.Equal(["P1"], CineReader.Read(folder.Path).Select(c => c.Subject).Distinct());
        Assert.Contains(
            "label map",
            Assert.Throws<InputException>(() => CineReader.Read(folder.File("P1-lv.nii"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_ImageThatIsCalledMask_IsACine()
    {
        using var folder = new TemporaryFolder();
        Image().Write(folder.File("mask_study.nii"));
        Assert.Equal(2, CineReader.Read(folder.Path).Count);
    }

    [Fact]
    public void Read_MasksBesidePictures_AreLeftOutOrTakenAsTruth()
    {
        using var folder = new TemporaryFolder();
        for (var i = 1; i <= 3; i++)
        {
            PngPictures.SavePng(Picture(p => 40 + p % 150), new GrayRange(0, 255), folder.File($"images/f{i}.png"));
            PngPictures.SavePng(
                Picture(p => Radius(p % Side, p / Side) < 4 ? 255 : 0),
                new GrayRange(0, 255),
                folder.File($"lv-masks/f{i}.png")
            );
        }

        Assert.Equal(3, Assert.Single(CineReader.Read(folder.Path)).Frames.Count);
        var labelled = Assert.Single(CineReader.Read(folder.Path, new CineReaderOptions { Labels = true }));
        Assert.All(labelled.Frames, f => Assert.Equal(45, f.LvCavity!.Area));

        static GrayImage Picture(Func<int, float> value) => new(Side, Side, [.. Enumerable.Range(0, Side * Side).Select(value)]);
    }

    [Theory]
    [InlineData(new float[] { 0, 0, 0, 0, 1, 2, 4 }, false, true)]
    [InlineData(new float[] { 0, 0, 0, 0, 255 }, false, true)]
    [InlineData(new float[] { 0, 0, 0, 100, 200 }, false, false)]
    [InlineData(new float[] { 1, 2, 3, 1, 2 }, false, false)]
    [InlineData(new float[] { 0, 0, 0.5f, 1 }, true, true)]
    [InlineData(new float[] { 0, 0, 0.5f, 1 }, false, false)]
    [InlineData(new float[] { 0, 0, -1, 1 }, true, false)]
    public void AreLabels_Values_DecideByWholeSmallNumbers(float[] pixels, bool isNamed, bool expected)
    {
        var values = new LabelValues();
        Assert.Equal(expected, values.Add(pixels) && values.AreLabels(isNamed));
    }

    /// <summary>Two slices at one phase.</summary>
    private static NiftiWriter Image() =>
        new()
        {
            Sizes = [Side, Side, 2, 1],
            PixDim = [1, 1.4f, 1.4f, 8, 0.05f],
            Value = (x, y, z, t) => (Radius(x, y) < 4 ? 700 : 100) + (7 * x + 13 * y) % 50 + t,
        };

    /// <summary>A cavity of radius 4, myocardium (2) to radius 7, a right ventricle to the left of it.</summary>
    private static NiftiWriter Labels(int cavity, int rightVentricle) =>
        Image() with
        {
            Type = 2,
            Value = (x, y, z, t) =>
                Radius(x, y) < 4 ? cavity
                : Radius(x, y) < 7 ? 2
                : x < 6 && Math.Abs(y - 12) < 6 ? rightVentricle
                : 0,
        };

    private static double Radius(int x, int y) => Math.Sqrt((x - 12) * (x - 12) + (y - 12) * (y - 12));
}
