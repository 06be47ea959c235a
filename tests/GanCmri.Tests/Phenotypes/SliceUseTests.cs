using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

/// <summary>Tables say which slices volumes count, and by which number their phases are found.</summary>
public class SliceUseTests
{
    private static readonly double[] Ventricle = [300, 900, 1500, 1800, 2000];

    [Fact]
    public void WriteCines_SlicesThatVolumesLeaveOut_AreToldWithTheReason()
    {
        using var folder = new TemporaryFolder();
        MeasuredCine[] stack =
        [
            .. Ventricle.Select((a, i) => MadeCines.Slice(i, a, .4 * a)),
            MadeCines.Slice(5, 1900, 2100), // an atrium fills
            MadeCines.Slice(6, 0, 900), // or is seen at end-systole alone
        ];
        stack[0] = MadeCines.Slice(0, 300, 0); // an apex that closes
        var volumes = StudyVolumes.Of([stack]);
        PhenotypeTables.WriteCines(folder.File("c.csv"), stack, hasSource: false, volumes);
        Assert.Equal(
            [
                "in_edv in_esv",
                "Counted NoCavity",
                "Counted Counted",
                "Counted Counted",
                "Counted Counted",
                "Counted Counted",
                "Atrium Atrium",
                "NoCavity Atrium",
            ],
            Cells(folder.File("c.csv"), "in_edv", "in_esv")
        );
        PhenotypeTables.WriteSubjects(folder.File("s.csv"), volumes);
        Assert.Equal(["slices atrium_slices", "5 2"], Cells(folder.File("s.csv"), "slices", "atrium_slices"));
    }

    [Fact]
    public void Of_OneHeartInTwoStacksBesideAnother_SaysWhichStackGivesWhichVolume()
    {
        MeasuredCine[] Stack(string phase, double share, int slices) =>
            [.. Ventricle[^slices..].Select((a, i) => MadeCines.Slice(i, share * a) with { Series = "P_" + phase, Phases = [phase] })];
        var (ed, es, other) = (Stack("ED", 1, 5), Stack("ES", .4, 4), Stack("", 1, 3));
        var uses = Assert.Single(StudyVolumes.Of([other, es, ed])).Uses;
        Assert.Equal(12, uses.Count);
        string[] Words(MeasuredCine[] stack) => [.. uses.Where(u => stack.Contains(u.Cine)).Select(u => $"{u.Ed} {u.Es}").Distinct()];
        Assert.Equal(["Counted OtherStack"], Words(ed));
        Assert.Equal(["OtherStack Counted"], Words(es));
        Assert.Equal(["OtherStack OtherStack"], Words(other));
    }

    [Fact]
    public void Of_NoVolumeOfAPhase_IsSaid()
    {
        MeasuredCine[] one = [.. Ventricle.Select((a, i) => MadeCines.Slice(i, a))];
        Assert.All(Assert.Single(StudyVolumes.Of([one])).Uses, u => Assert.Equal(("Counted", "NoVolume"), (u.Ed, u.Es)));
        Assert.All(Assert.Single(StudyVolumes.Of([one[..2]])).Uses, u => Assert.Equal(("NoVolume", "NoVolume"), (u.Ed, u.Es)));
    }

    [Fact]
    public void WriteSubjects_FramesThatAStoreLeftOut_KeepTheirNumbers()
    {
        using var folder = new TemporaryFolder();
        MeasuredCine[] stack = [.. Ventricle.Select((a, i) => MadeCines.Slice(i, .8 * a, a, .4 * a) with { FrameNumbers = [0, 2, 5] })];
        PhenotypeTables.WriteSubjects(folder.File("s.csv"), StudyVolumes.Of([stack]));
        PhenotypeTables.WriteCines(folder.File("c.csv"), stack);
        Assert.Equal("2 5", Cells(folder.File("s.csv"), "ed_frame_number", "es_frame_number")[1]);
        Assert.All(Cells(folder.File("c.csv"), "ed_frame_number", "es_frame_number").Skip(1), c => Assert.Equal("2 5", c));
    }

    [Fact]
    public void WriteSubjects_SlicesThatNumberFramesOtherwise_LeaveTheNumberEmpty()
    {
        using var folder = new TemporaryFolder();
        // The second frame is number 2 in all slices but one.
        MeasuredCine[] stack =
        [
            .. Ventricle.Select((a, i) => MadeCines.Slice(i, .8 * a, a, .4 * a) with { FrameNumbers = i == 1 ? [0, 1, 5] : [0, 2, 5] }),
        ];
        var volumes = StudyVolumes.Of([stack]);
        PhenotypeTables.WriteSubjects(folder.File("s.csv"), volumes);
        Assert.Equal(" 5", Cells(folder.File("s.csv"), "ed_frame_number", "es_frame_number")[1]);
        Assert.True(Assert.Single(volumes).IsNumberedApart);
        // A slice without a cavity does not count.
        stack[1] = stack[1] with
        {
            FrameNumbers = [0, 2, 5],
        };
        var empty = MadeCines.Slice(stack.Length, double.NaN, double.NaN, double.NaN) with { FrameNumbers = [0, 1, 5] };
        Assert.Equal(
            2,
            Assert
                .Single(
                    StudyVolumes.Of([
                        [.. stack, empty],
                    ])
                )
                .EdFrameNumber
        );
    }

    private static string[] Cells(string table, params string[] columns)
    {
        string[][] cells = [.. File.ReadAllLines(table).Select(l => l.Split(','))];
        return [.. cells.Select(row => string.Join(' ', columns.Select(c => row[Array.IndexOf(cells[0], c)])))];
    }
}
