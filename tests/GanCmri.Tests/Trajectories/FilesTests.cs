using System.Globalization;
using GanCmri.Formats;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Tests.Trajectories;

public class FilesTests
{
    private static readonly Provenance Source = new(
        Provenance.ThisProgram,
        "00",
        3,
        4,
        new Dictionary<string, string> { ["kind"] = "frame" }
    );

    [Fact]
    public void ThisProgram_IsOfThisRelease() => Assert.Equal($"GanCmri {GanCmri.Runtime.CodeIdentity.Version}", Provenance.ThisProgram);

    private static LatentTable Table(int layers)
    {
        var random = new Random(51);
        return new LatentTable(
            [
                .. Enumerable
                    .Range(0, 6)
                    .Select(i => new LatentFrame(
                        "S001",
                        "S001-01",
                        2,
                        i,
                        i == 0 ? "ED"
                            : i == 2 ? "ES"
                            : "",
                        i == 5 ? null : 33.25 * i,
                        MadeUp.Latent(random, 12)
                    )),
            ],
            layers
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void LatentCsv_WrittenAndRead_IsBitExactInAnyCulture(int layers)
    {
        using var folder = new TemporaryFolder();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            LatentCsv.Write(folder.File("latents.csv"), Table(layers));
            var read = LatentCsv.Read(folder.File("latents.csv"));
            Assert.Equal(layers, read.Layers);
            foreach (var (expected, actual) in Table(layers).Frames.Zip(read.Frames))
            {
                Assert.Equal(expected with { W = actual.W }, actual);
                Assert.Equal(expected.W, actual.W);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void LatentCsv_Studies_AreReadBack_AndMakeCinesOfTheirOwn()
    {
        using var folder = new TemporaryFolder();
        LatentFrame[] frames = [.. new[] { "", "followup" }.SelectMany(study => Table(1).Frames.Select(f => f with { Study = study }))];
        LatentCsv.Write(folder.File("latents.csv"), new LatentTable(frames));
        var read = LatentCsv.Read(folder.File("latents.csv"));
        Assert.Equal(frames.Select(f => f.Study), read.Frames.Select(f => f.Study));
        Assert.Equal(["", "followup"], read.Cines().Select(c => c.Study));
        Assert.Throws<InputException>(() => new LatentTable([.. frames.Select(f => f with { Study = null })]).Cines());
    }

    [Fact]
    public void LatentCsv_MissingColumn_NamesIt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("x.csv"), "subject,series,frame,w0\nA,1,0,0.5\n");
        Assert.Contains(
            "'slice'",
            Assert.Throws<InputException>(() => LatentCsv.Read(folder.File("x.csv"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void LatentCsv_NotANumber_NamesTheLine()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("x.csv"), "subject,series,slice,frame,w0\nA,1,0,0,0.5\nA,1,0,1,none\n");
        Assert.Contains(
            "line 3",
            Assert.Throws<InputException>(() => LatentCsv.Read(folder.File("x.csv"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Cines_LabelsAndTimes_BecomeFramesAndPhases()
    {
        var frames = Table(1).Frames.Select((f, i) => f with { TimeMs = 40 * i }).Reverse().ToArray();
        var cine = Assert.Single(new LatentTable(frames).Cines());
        Assert.Equal(0, cine.EndDiastole);
        Assert.Equal(2, cine.EndSystole);
        Assert.Equal(1 / 6.0, cine.Phases[1], 1e-12);
        Assert.Equal(4, Assert.Single(new LatentTable(frames).Cines(f => f.Frame == 4 ? 1 : 2)).EndSystole);
    }

    [Theory]
    // Only end-diastole was measured: the mark stays.
    [InlineData(new[] { 9, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN }, 2)]
    [InlineData(new[] { 9, 7, 6, double.NaN, 8, 8.5 }, 2)] // beside a closed cavity
    [InlineData(new[] { 9, 7, 6, 5, 8, 8.5 }, 3)]
    public void WithEndSystole_AreasThatDoNotTell_LeaveItAsItWas(double[] areas, int expected)
    {
        var cine = new LatentCine("A", [.. areas.Select((_, i) => new[] { (float)i })], endSystole: 2);
        Assert.Equal(expected, cine.WithEndSystole(areas).EndSystole);
    }

    [Fact]
    public void Cines_FrameNumberTwice_Throws()
    {
        var frames = Table(1).Frames.Select(f => f with { Frame = 0 }).ToArray();
        Assert.Throws<InputException>(() => new LatentTable(frames).Cines());
    }

    public static TheoryData<Trajectory> Trajectories =>
        new(
            new EdToEs([1f, 2f]),
            new FrameToFrame([
                [1f, 2f],
                [3f, 0.1f],
            ]),
            new PeriodicTrajectory(
                [
                    [1f, 2f],
                    [3f, 4f],
                ],
                0.2,
                0.03
            )
        );

    [Theory]
    [MemberData(nameof(Trajectories))]
    public void TrajectoryFile_WrittenAndRead_MovesTheSame(Trajectory trajectory)
    {
        using var folder = new TemporaryFolder();
        new TrajectoryFile(trajectory, new EdToEs([5f, 6f]), 1, null, Source).Write(folder.File("t.json"));
        var read = TrajectoryFile.Read(folder.File("t.json"));
        Assert.Equal(trajectory.Kind, read.Trajectory.Kind);
        Assert.Equal(trajectory.Cine([0.5f, 0.25f], 7), read.Trajectory.Cine([0.5f, 0.25f], 7));
        Assert.Equal([5f, 6f], read.EdToEs!.Direction);
        Assert.Equal("frame", read.Provenance.Settings["kind"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"format\":\"gancmri-trajectory\",\"version\":1,\"kind\":\"frame\",\"layers\":1,\"vectors\":null}")]
    [InlineData("{\"format\":\"gancmri-direction\",\"version\":1}")]
    public void Read_OtherJson_ThrowsOneLine(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("t.json"), text);
        Assert.Throws<InputException>(() => TrajectoryFile.Read(folder.File("t.json")));
        Assert.Throws<InputException>(() => DirectionFile.ReadJson(folder.File("t.json")));
    }

    [Theory]
    [InlineData("d.json")]
    [InlineData("d.npy")]
    public void DirectionFile_WrittenAndRead_KeepsTheVector(string name)
    {
        using var folder = new TemporaryFolder();
        var k = PhenotypeDirection.Fit(
            [
                [0f, 0.1f],
                [2f, 0.7f],
            ],
            [1, 2],
            "LV area (mm2)"
        );
        new DirectionFile(k, 1, Source).Write(folder.File(name));
        Assert.Equal(k.Vector, DirectionFile.ReadVector(folder.File(name)));
        if (name == "d.json")
            Assert.Equal("LV area (mm2)", DirectionFile.ReadJson(folder.File(name)).Direction.Phenotype);
    }

    [Fact]
    public void ReleasedDirections_FolderOfBroadcastFiles_GivesTransitionsInOrderAndOneLayer()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(52);
        float[][] steps = [.. Enumerable.Range(0, 11).Select(_ => MadeUp.Latent(random, 8))];
        for (var i = 0; i < 11; i++)
            NpyFile.Write(folder.File($"{i}{i + 1}.npy"), NpyArray.Of([.. steps[i], .. steps[i], .. steps[i]], 1, 3, 8));
        NpyFile.Write(folder.File("time.npy"), NpyArray.Of([.. steps[0], .. steps[0], .. steps[0]], 1, 3, 8));
        var read = ReleasedDirections.Read(folder.Path);
        Assert.Equal(steps, read.Transitions);
        Assert.Equal(["time"], read.Named.Names);
        Assert.Equal(3, read.Layers);
        Assert.Equal(0, read.LayerSpread);
    }

    [Fact]
    public void ReleasedDirections_DifferentShapes_Throws()
    {
        using var folder = new TemporaryFolder();
        NpyFile.Write(folder.File("01.npy"), NpyArray.Of(new float[8], 1, 2, 4));
        NpyFile.Write(folder.File("time.npy"), NpyArray.Of(new float[6], 1, 2, 3));
        Assert.Contains(
            "2 x 4",
            Assert.Throws<InputException>(() => ReleasedDirections.Read(folder.Path)).Message,
            StringComparison.Ordinal
        );
    }
}
