using GanCmri.Phenotypes.Fitting;
using GanCmri.Runtime;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Tests.Phenotypes.Fitting;

public class LabelTableTests
{
    private const string Header = "source,subject,phase,image,mask,labels\n";

    [Fact]
    public void Read_LabelMap_GivesTheNamedStructuresAndNoOthers()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "a.nii", [10, 11]);
        Write(folder, "m.nii", [1, 4]);
        var frames = Read(folder, "x,s,ED,a.nii,m.nii,lv=1 rv=4\n");
        Assert.Equal([(16, 0), (0, 16)], frames.Select(f => (f.Cavity!.Area, f.RightCavity!.Area)));
        Assert.All(frames, f => Assert.Null(f.Epicardium));
        Assert.All(frames, f => Assert.Equal(("x", "s", "ED"), (f.Source, f.Subject, f.Phase)));
    }

    [Fact]
    public void Read_MyocardiumAndCavity_MakeTheEpicardialDisk()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "a.nii", [10, 11]);
        Write(folder, "m.nii", [1, 2]);
        Assert.All(Read(folder, "x,s,ED,a.nii,m.nii,lv=1 myo=2\n"), f => Assert.Equal(16, f.Epicardium!.Area));
    }

    [Fact]
    public void Read_TwoStacksThatShareASlice_ShareOutlines_AndASliceOfOneHoldsNoneOfTheOther()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "l.nii", [10, 11]);
        Write(folder, "r.nii", [11, 12]);
        Write(folder, "m.nii", [1, 1]);
        var frames = Read(folder, "x,s,ED,l.nii,m.nii,lv=1\nx,s,ED,r.nii,m.nii,rv=1\n").OrderBy(f => f.Image.Pixels[0]).ToArray();
        Assert.Equal([(16, 0), (16, 16), (0, 16)], frames.Select(f => (f.Cavity!.Area, f.RightCavity!.Area)));
    }

    [Fact]
    public void Read_TwoStacksThatShareNothing_SayNothingOfEachOther()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "l.nii", [10, 11]);
        Write(folder, "r.nii", [12, 13]);
        Write(folder, "m.nii", [1, 1]);
        var frames = Read(folder, "x,s,ED,l.nii,m.nii,lv=1\nx,s,ED,r.nii,m.nii,rv=1\n");
        Assert.Equal(4, frames.Count);
        Assert.All(frames, f => Assert.True(f.Cavity is null != f.RightCavity is null));
    }

    [Fact]
    public void Read_MaskWithoutItsImagesAffine_IsTurnedAsTheImage()
    {
        using var folder = new TemporaryFolder();
        var reversed = NiftiWriter.Affine([-1.5, 0, 0], [0, 1.5, 0], [0, 0, 8]); // rows from below
        var image = new NiftiWriter { Sizes = [8, 8, 2, 1], Value = (x, y, z, t) => y < 2 ? 900 : 10 * x + z };
        (image with { Sform = reversed }).Write(folder.File("a.nii"));
        (image with { Value = (x, y, z, t) => y < 2 ? 1 : 0 }).Write(folder.File("m.nii"));
        Assert.All(
            Read(folder, "x,s,ED,a.nii,m.nii,lv=1\n"),
            f => Assert.All(Enumerable.Range(0, 64), i => Assert.Equal(f.Image.Pixels[i] == 900, f.Cavity!.Inside[i]))
        );
    }

    [Theory]
    [InlineData("x,s,ED,a.nii,m.nii,la=1\n", "lv=1 myo=2 rv=4")]
    [InlineData("x,s,ED,a.nii,m.nii,\n", "none in row 2")]
    [InlineData("x,s,ED,a.nii,short.nii,lv=1\n", "2 slices")]
    [InlineData("", "at least one row")]
    public void Read_BadRow_SaysWhatIsExpected(string row, string message)
    {
        using var folder = new TemporaryFolder();
        Write(folder, "a.nii", [10, 11]);
        Write(folder, "m.nii", [1, 1]);
        Write(folder, "short.nii", [1]);
        Assert.Contains(message, Assert.Throws<InputException>(() => Read(folder, row)).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<LabelledFrame> Read(TemporaryFolder folder, string rows)
    {
        File.WriteAllText(folder.File("labels.csv"), Header + rows);
        return LabelTable.Read(folder.File("labels.csv"));
    }

    // A stack of 8 x 8 slices with a square of 4 x 4 of the given value.
    private static void Write(TemporaryFolder folder, string name, short[] values) =>
        File.WriteAllBytes(folder.File(name), SquareNifti.Bytes(values));
}
