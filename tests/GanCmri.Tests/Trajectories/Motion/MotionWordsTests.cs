using GanCmri.Learning.Trajectories;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Trajectories.Motion;

public sealed class MotionWordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parse_WordOfEveryMotion_GivesItBack()
    {
        Assert.Equal(["ed-to-es", "frame-to-frame", "periodic"], MotionWords.All);
        Assert.All(Enum.GetValues<MotionKind>(), kind => Assert.Equal(kind, MotionWords.Parse(kind.Word())));
        Assert.Null(MotionWords.Parse("circular"));
    }

    [Theory]
    [InlineData("ed-es", MotionKind.EdToEs)]
    [InlineData("frame", MotionKind.FrameToFrame)]
    public void Read_FileOrSavedModelOfAnEarlierWord_GivesTheTrajectory(string word, MotionKind kind)
    {
        new TrajectoryFile(new EdToEs([1, 2]), null, 1, null, new Provenance("test", "", 1, 1, new Dictionary<string, string>())).Write(
            _folder.File("t.json")
        );
        var text = File.ReadAllText(_folder.File("t.json"));
        Assert.Contains("\"kind\":\"ed-to-es\"", text);
        File.WriteAllText(_folder.File("t.json"), text.Replace("\"ed-to-es\"", $"\"{word}\"", StringComparison.Ordinal));
        Assert.Equal(kind, TrajectoryFile.Read(_folder.File("t.json")).Trajectory.Kind);
        Assert.Equal(kind, new TrajectoryState(
                word,
                [
                    [1, 2],
                ]
            ).Make().Kind);
    }

    [Fact]
    public void ModelFolder_TrajectoryOfAnotherKind_IsRefused()
    {
        var models = new ModelFolder(_folder.Path);
        new TrajectoryFile(new EdToEs([1, 2]), null, 1, null, new Provenance("test", "", 1, 1, new Dictionary<string, string>())).Write(
            models.Periodic
        );
        Assert.Throws<InputException>(() => GanCmri.Studies.ModelTrajectories.ReadTrajectory(models, MotionKind.Periodic));
    }
}
