using GanCmri.Runtime;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Tests.Trajectories.Tables;

public class PhenotypeTableTests
{
    private static LatentFrame Frame(string subject, int slice, int frame) => new(subject, subject + "-00", slice, frame, "", null, []);

    [Fact]
    public void Of_NumberedFrames_AreFoundByTheirIds()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder.File("p.csv"),
            "subject,series,slice,frame,LV area (mm2)\nS1,S1-00,2,7,1500.5\nS1,S1-00,2,8,\nS2,S2-00,2,7,900\n"
        );
        var table = PhenotypeTable.Read(folder.File("p.csv"), "LV area (mm2)");
        Assert.Equal(1500.5, table.Of(Frame("S1", 2, 7)));
        Assert.Null(table.Of(Frame("S1", 2, 8)));
        Assert.Null(table.Of(Frame("S1", 3, 7)));
        Assert.Equal(900, table.Of(Frame("S2", 2, 7)));
    }

    [Theory]
    [InlineData("subject,slice,frame_number,lv_area_mm2", "LV area (mm2)")]
    [InlineData("Subject,Slice,Frame number,LV area (mm2)", "lv_area_mm2")]
    public void Of_OtherSpelling_IsTheSameColumn(string header, string asked)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.csv"), header + "\nS1,2,7,1500.5\n");
        var table = PhenotypeTable.Read(folder.File("p.csv"), asked);
        Assert.Equal(1500.5, table.Of(Frame("S1", 2, 7)));
        Assert.Equal("lv_area_mm2", table.Name);
    }

    [Fact]
    public void Of_NamedFrames_AreCountedWithinTheirSlice()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.csv"), "Subject,Slice,Frame,area\nS1,0,IM-a,1\nS1,0,IM-b,2\nS1,1,IM-c,3\n");
        var table = PhenotypeTable.Read(folder.File("p.csv"), "area");
        Assert.Equal(2, table.Of(Frame("S1", 0, 1)));
        Assert.Equal(3, table.Of(Frame("S1", 1, 0)));
    }

    [Fact]
    public void Of_NumbersWithAGap_CountBeforeNamesAndOrder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.csv"), "Subject,Slice,Frame,area,Series,Frame number\nS1,0,S1-00-000,1,,0\nS1,0,S1-00-002,3,,2\n");
        var table = PhenotypeTable.Read(folder.File("p.csv"), "area");
        Assert.Equal(3, table.Of(Frame("S1", 0, 2)));
        Assert.Null(table.Of(Frame("S1", 0, 1)));
    }

    [Fact]
    public void Of_TwoStudiesOfOneSubject_AreNotMixed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder.File("p.csv"),
            "subject,slice,area,series,frame_number,study\nS1,0,100,,0,baseline\nS1,0,80,,0,followup\nS2,0,60,,0,\n"
        );
        var table = PhenotypeTable.Read(folder.File("p.csv"), "area");
        double? Area(string? study) => table.Of(Frame("S1", 0, 0) with { Study = study });
        Assert.Equal((100, 80, null), (Area("baseline"), Area("followup"), Area("")));
        Assert.Equal(60, table.Of(Frame("S2", 0, 0))); // latents of before there were studies
        var refused = Assert.Throws<InputException>(() => Area(null));
        Assert.Contains("several studies, and latents that do not tell theirs", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subject,slice,frame,area\nS1,0,0,1\nS1,0,1,2\nS1,0,0,3\n", 4)]
    [InlineData("subject,study,area\nS1,a,1\nS1,b,2\nS1,b,2\n", 4)]
    [InlineData("subject,slice,area\nS1,0,1\nS1,0,\n", 3)] // a frame each, and nothing tells which
    public void Read_OneFrameTwice_IsRefusedWithItsLine(string text, int line)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.csv"), text);
        var refused = Assert.Throws<InputException>(() => PhenotypeTable.Read(folder.File("p.csv"), "area"));
        Assert.Equal($"{folder.File("p.csv")}, line {line}", refused.Where);
    }

    [Fact]
    public void Read_LineCutShort_IsNamed()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.csv"), "subject,slice,area\nS1,0,1\nS1,1");
        Assert.Contains(
            "line 3",
            Assert.Throws<InputException>(() => PhenotypeTable.Read(folder.File("p.csv"), "area")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_MissingColumn_NamesThoseThere()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.csv"), "subject,area\nS1,1\n");
        Assert.Contains(
            "subject, area",
            Assert.Throws<InputException>(() => PhenotypeTable.Read(folder.File("p.csv"), "volume")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_Groups_CasesAreOne_ControlsNought_OthersNothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.csv"), "subject,pathology\nS1,HF-I\nS2,N\nS3,HYP\nS4,HF-NI\nS5,\n");
        var table = PhenotypeTable.Read(folder.File("p.csv"), new GroupContrast("pathology", ["HF-I", "HF-NI"], ["N"]));
        Assert.Equal([1, 0, null, 1, null], Enumerable.Range(1, 5).Select(i => table.Of(Frame($"S{i}", 0, 0))));
        Assert.Equal("pathology: HF-I+HF-NI against N", table.Name);
    }

    [Fact]
    public void Read_GroupThatIsNotThere_IsNamedWithoutTheCells()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.csv"), "subject,pathology\nS1,HF-I\nS2,N\n");
        var problem = Assert.Throws<InputException>(() =>
            PhenotypeTable.Read(folder.File("p.csv"), new GroupContrast("pathology", ["HYP"], ["N"]))
        );
        Assert.Contains("expected rows of HYP, found 2 other values", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Text_NamesTheLine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("p.csv"), "subject,area\nS1,1\nS2,big\n");
        Assert.Contains(
            "line 3",
            Assert.Throws<InputException>(() => PhenotypeTable.Read(folder.File("p.csv"), "area")).Message,
            StringComparison.Ordinal
        );
    }
}
