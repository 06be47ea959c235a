using GanCmri.Imaging;
using GanCmri.Tests.Imaging.Dicom;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Tests.Imaging;

/// <summary>Long-axis views among short axes are measured, but not in silence.</summary>
public class ShortAxisPlaneTests
{
    // Rows and columns of real headers, RAS: two short axes, then a two-, a four- and a right two-chamber view.
    public static TheoryData<double[], double[], bool> Views() =>
        new()
        {
            { [-1.11, 0, 0.86], [-0.53, -1.1, -0.69], true },
            { [-0.92, -0.9, -0.04], [0.4, -0.35, -1.18], true },
            { [0.87, -1.1, -0.01], [-0.06, -0.04, -1.4], false },
            { [-1.4, 0, 0.13], [-0.11, 0.8, -1.15], false },
            { [-1.05, 0.93, 0.01], [-0.21, -0.23, -1.37], false },
        };

    [Theory]
    [MemberData(nameof(Views))]
    public void Read_Nifti_FlagsPlanesThatAreNoShortAxis(double[] right, double[] down, bool isShortAxis)
    {
        using var folder = new TemporaryFolder();
        var (r, d) = (Ras(right), Ras(down));
        var n = 6 / r.Cross(d).Length * r.Cross(d);
        new NiftiWriter { PixDim = [1, 1.41f, 1.41f, 6, 0.04f], Sform = NiftiWriter.Affine(right, down, [n.X, n.Y, n.Z]) }.Write(
            folder.File("view.nii")
        );
        Expect(folder, isShortAxis);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Read_Dicom_FlagsPlanesThatAreNoShortAxis(double[] right, double[] down, bool isShortAxis)
    {
        using var folder = new TemporaryFolder();
        var (r, d) = (1 / Ras(right).Length * Ras(right), 1 / Ras(down).Length * Ras(down));
        var orientation = FormattableString.Invariant(
            $"{-r.X:0.####}\\{-r.Y:0.####}\\{r.Z:0.####}\\{-d.X:0.####}\\{-d.Y:0.####}\\{d.Z:0.####}"
        );
        DicomFolderWriter.WriteCine(folder, "", 3, i => new DicomWriter { Orientation = orientation, TriggerMs = 200 * i });
        Expect(folder, isShortAxis);
    }

    [Fact]
    public void Read_PlanesAlongTheBody_AreNotDoubted()
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter { Sform = NiftiWriter.Affine([0, 1.5, 0], [0, 0, 1.5], [8, 0, 0]) }.Write(folder.File("placeholder.nii"));
        Expect(folder, isShortAxis: true);
    }

    private static void Expect(TemporaryFolder folder, bool isShortAxis)
    {
        var notes = new ReadingNotes();
        var series = CineReader.Read(folder.Path, new CineReaderOptions { Notes = notes });
        Assert.All(series, s => Assert.Equal(!isShortAxis, s.Doubts.Contains("NotShortAxis")));
        Assert.Equal(
            isShortAxis ? 0 : 1,
            notes.Lines.Count(l => l.EndsWith($"flagged NotShortAxis: {Cines(series.Count)}", StringComparison.Ordinal))
        );
    }

    private static string Cines(int count) => count == 1 ? "1 cine" : $"{count} cines";

    private static RasVector Ras(double[] v) => new(v[0], v[1], v[2]);
}
