using GanCmri.Imaging;

namespace GanCmri.Tests.Imaging.Nifti;

/// <summary>ACDC says in Info.cfg which of patient001_frame01 and patient001_frame12 is end-diastole.</summary>
public class AcdcInfoTests
{
    [Fact]
    public void Read_FramesBesideInfo_HaveTheirPhases()
    {
        using var folder = new TemporaryFolder();
        foreach (var frame in new[] { "01", "07", "12" })
            new NiftiWriter { Sizes = [6, 5, 3, 1] }.Write(folder.File($"patient001_frame{frame}.nii"));
        File.WriteAllLines(folder.File("Info.cfg"), ["ED: 1", "ES: 12", "Group: DCM", "Height: 184.0", "NbFrame: 30", "Weight: 95.0"]);
        Assert.Equal(["ED", "", "ES"], Phases(folder));
        Assert.All(CineReader.Read(folder.Path), s => Assert.Equal("DCM", s.Pathology));
    }

    [Fact]
    public void Read_FramesWithoutInfo_OrWithOneThatTellsNothing_HaveNone()
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter { Sizes = [6, 5, 3, 1] }.Write(folder.File("patient001_frame01.nii"));
        Assert.Equal([""], Phases(folder));
        File.WriteAllText(folder.File("Info.cfg"), "ED one\n\0\nGroup: Jane Doe, 1950");
        Assert.Equal([""], Phases(folder));
        Assert.All(CineReader.Read(folder.Path), s => Assert.Equal("", s.Pathology));
    }

    private static IEnumerable<string> Phases(TemporaryFolder folder) =>
        CineReader.Stacks(folder.Path).Select(s => s.Series[0].Frames[0].Phase);
}
