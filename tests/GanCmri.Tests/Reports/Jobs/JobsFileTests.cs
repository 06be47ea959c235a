using GanCmri.Reports;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Reports.Jobs;

public sealed class JobsFileTests : IDisposable
{
    private const string Header = "id,cine,seed,lv_area,sphericity,trajectory,frames,outputs\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "../x,,1,,,,,",
        "jobs.csv, line 3, column 'id': expected 1 to 64 letters a-z, digits, '-', '_' or '.', first a letter or digit, not 'row-' or "
            + "a device name, found another name; give the job a pseudonym that is safe as a file name."
    )]
    [InlineData("FIRST,,1,,,,,", "jobs.csv, line 3, column 'id': expected a name of its own, found that of line 2; rename one of them.")]
    [InlineData("b,heart,1,,,,,", "jobs.csv, line 3, column 'seed': expected a cine's path or a seed, found both; empty one of the cells.")]
    [InlineData("b,,,,,,,", "jobs.csv, line 3, column 'cine': expected a cine's path or a seed, found neither; give one of them.")]
    [InlineData("b,,-3,,,,,", "jobs.csv, line 3, column 'seed': expected a whole number from 0 to 4294967295, found -3; correct the cell.")]
    [InlineData(
        "b,,1,+80%,,,,",
        "jobs.csv, line 3, column 'lv_area': expected 100 to 10000 mm², or a change from -50% to +50%, found +80%; write for example "
            + "2400 or +15%."
    )]
    [InlineData(
        "b,,1,9999999,,,,",
        "jobs.csv, line 3, column 'lv_area': expected 100 to 10000 mm², or a change from -50% to +50%, found a number of about "
            + "10000000; write for example 2400 or +15%."
    )]
    [InlineData(
        "b,,1,,-123456%,,,",
        "jobs.csv, line 3, column 'sphericity': expected 0.5 to 0.98, or a change from -50% to +50%, found a number of about "
            + "-120000%; write for example 0.85 or +15%."
    )]
    [InlineData(
        "b,,19540317.5,,,,,",
        "jobs.csv, line 3, column 'seed': expected a whole number from 0 to 4294967295, found a number of about 20000000; correct the "
            + "cell."
    )]
    [InlineData(
        "b,,1,,Doe^Jane,,,",
        "jobs.csv, line 3, column 'sphericity': expected 0.5 to 0.98, or a change from -50% to +50%, found other text (8 characters); "
            + "write for example 0.85 or +15%."
    )]
    [InlineData(
        "b,,1,,,circular,,",
        "jobs.csv, line 3, column 'trajectory': expected ed-to-es, frame-to-frame, periodic, own or an empty cell, found other text (8 "
            + "characters); correct the cell."
    )]
    [InlineData(
        "b,,1,,,own,,",
        "jobs.csv, line 3, column 'trajectory': expected a trajectory for a synthetic heart, found own, which only a real cine has; "
            + "name another, or leave the cell empty."
    )]
    [InlineData(
        "b,,1,,,,1,",
        "jobs.csv, line 3, column 'frames': expected a whole number from 2 to 100, found 1; correct the cell, or leave it empty."
    )]
    [InlineData(
        "b,,1,,,,,video",
        "jobs.csv, line 3, column 'outputs': expected gif, curve, numbers, thumbnail, page with spaces between, found other text (5 "
            + "characters); correct the cell, or leave it empty for all."
    )]
    [InlineData(
        "b,nowhere,,,,,,",
        "jobs.csv, line 3, column 'cine': expected a file or folder of a cine, found nothing there; correct the path."
    )]
    [InlineData(
        "b,,1,,,,",
        "jobs.csv, line 3: expected 8 cells as in the header, found 7; correct the row; quote cells that hold a comma."
    )]
    [InlineData(
        "b,,1,\"+15%,,,,",
        "jobs.csv, line 3: expected quotes in pairs, found a quote that does not end; correct the row; a cell may not hold a line break."
    )]
    public void Read_BadRow_IsOneClearLineAndTheOthersStay(string row, string line)
    {
        var list = Read($"{Header}first,,1,,,,,\n{row}\nlast,,2,,,,,\n");
        Assert.Equal(line, Assert.Single(list.Problems).Message("jobs.csv"));
        Assert.Equal(["first", "last"], list.Jobs.Select(j => j.Name));
    }

    [Fact]
    public void Read_GoodRow_BecomesAJob()
    {
        var job = Assert.Single(Read($"{Header}larger,,7,+15%,0.85,periodic,12,gif numbers\n").Jobs);
        Assert.Equal(
            new ReportJob("larger", 2)
            {
                Seed = 7,
                Targets = job.Targets,
                Motion = MotionKind.Periodic,
                Frames = 12,
                Outputs = JobOutputs.Gif | JobOutputs.Numbers,
            },
            job
        );
        Assert.Equal(
            new Dictionary<string, JobTarget> { ["lv_area_mm2"] = JobTarget.Change(15), ["sphericity_index"] = JobTarget.Absolute(.85) },
            job.Targets
        );
        Assert.Equal("+15%", job.Targets["lv_area_mm2"].Text);
        Assert.Equal(2300, job.Targets["lv_area_mm2"].Of(2000));
    }

    [Fact]
    public void Read_ChangeWithTheApostropheOfAnEarlierTable_IsTheChange() =>
        Assert.Equal(JobTarget.Change(15), Assert.Single(Read($"{Header}a,,7,'+15%,,,,\n").Jobs).Targets["lv_area_mm2"]);

    [Theory]
    [InlineData("lv_area_mm2")]
    [InlineData("LV area (mm2)")]
    [InlineData("lv_area")]
    public void Read_AnySpellingOfAPhenotype_IsItsColumn(string header)
    {
        var list = Read($"id,seed,{header}\na,1,2400\nb,2,9\n");
        Assert.Equal(JobTarget.Absolute(2400), Assert.Single(list.Jobs).Targets["lv_area_mm2"]);
        Assert.Equal(header, Assert.Single(list.Problems).Column); // as the user's file has it
    }

    [Theory]
    [InlineData("a,,1,3", "expected an empty cell, as a synthetic heart has one slice, found 3; empty the cell.")]
    [InlineData(
        "a,jobs.csv,,-1",
        "expected a whole number from 0, found -1; take the number of gancmri measure's table, or leave the cell empty."
    )]
    [InlineData(
        "a,jobs.csv,,middle",
        "expected a whole number from 0, found other text (6 characters); take the number of gancmri measure's table, or leave the "
            + "cell empty."
    )]
    public void Read_WrongSlice_IsOneClearLine(string row, string line) =>
        Assert.Equal(
            $"jobs.csv, line 2, column 'slice': {line}",
            Assert.Single(Read($"id,cine,seed,slice\n{row}\n").Problems).Message("jobs.csv")
        );

    [Fact]
    public void Read_Slice_IsTheJobs() =>
        Assert.Equal([4, null], Read("id,cine,slice\na,jobs.csv,4\nb,jobs.csv,\n").Jobs.Select(j => j.Slice));

    [Fact]
    public void Read_TwoSpellingsOfOnePhenotype_NothingStarts() =>
        Assert.Throws<InputException>(() => Read("id,seed,lv_area,lv_area_mm2\na,1,2400,2500\n"));

    [Fact]
    public void Read_FewColumnsAnyOrderAndByteOrderMark_TakesDefaults()
    {
        var list = Read("\uFEFFlv_area,seed\n-10%,3\n\n2400,4\n");
        Assert.Equal(["row-0001", "row-0002"], list.Jobs.Select(j => j.Name));
        Assert.Equal([2, 4], list.Jobs.Select(j => j.Line));
        Assert.All(
            list.Jobs,
            j => Assert.Equal(((MotionKind?)MotionKind.FrameToFrame, JobOutputs.All, null), (j.Motion, j.Outputs, j.Frames))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("id,seed\n")]
    [InlineData("id,lv_area\na,+5%\n")]
    [InlineData("id,seed,name\na,1,x\n")]
    [InlineData("id,seed,seed\na,1,1\n")]
    [InlineData("id;seed\na;1\n")]
    public void Read_WrongHeaderOrNoRows_NothingStarts(string text) => Assert.Throws<InputException>(() => Read(text));

    [Fact]
    public void Read_NoFile_NothingStarts() => Assert.Throws<InputException>(() => JobsFile.Read(_folder.File("none.csv")));

    private JobList Read(string text)
    {
        Directory.CreateDirectory(_folder.File("heart"));
        File.WriteAllText(_folder.File("jobs.csv"), text);
        return JobsFile.Read(_folder.File("jobs.csv"));
    }
}
