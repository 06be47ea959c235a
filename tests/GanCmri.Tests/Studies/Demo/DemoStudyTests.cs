using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Demo;

namespace GanCmri.Tests.Studies.Demo;

public sealed class DemoStudyTests : IDisposable
{
    private static readonly StudyOptions Options = new()
    {
        Subjects = 4,
        Frames = 6,
        GuidanceSteps = [-2, -1, 0, 1, 2, 3],
        BatchSize = 8,
    };
    private readonly HeartModels _models = PlantedModels.Make();

    public void Dispose() => _models.Dispose();

    [Fact]
    public void Run_LargerCohortInOtherBatches_HasTheSameFirstHearts()
    {
        var few = new DemoStudy(_models, Options).Run(_ => { });
        var many = new DemoStudy(_models, Options with { Subjects = 6, BatchSize = 5 }).Run(_ => { });
        Assert.Equal(6, many.Subjects.Count);
        Assert.True(few.Subjects.SelectMany(Areas).Count(double.IsFinite) > 50, "too little was measured for this test to mean anything");
        foreach (var (a, b) in few.Subjects.Zip(many.Subjects))
        {
            Assert.Equal(a.Name, b.Name);
            foreach (var (x, y) in Areas(a).Zip(Areas(b)))
                Assert.Equal(x, y, .05); // of some 7000 mm²: rounding differs with the batch
        }
    }

    [Fact]
    public void Run_OtherSeed_GivesOtherHearts()
    {
        var a = new DemoStudy(_models, Options).Run(_ => { });
        var b = new DemoStudy(_models, Options with { Seed = 2 }).Run(_ => { });
        Assert.NotEqual(a.Subjects.SelectMany(Areas), b.Subjects.SelectMany(Areas));
    }

    [Fact]
    public void Run_GuidanceAtZero_IsTheFirstFrameOfTheCine()
    {
        new DemoStudy(_models, Options).Run(s =>
        {
            var zero = s.Guidance[0].Frames[2].Image.Pixels;
            var first = s.Cines[0].Frames[0].Image.Pixels;
            Assert.Equal(0, zero.Zip(first, (x, y) => Math.Abs(x - y)).Max(), 1e-4);
        });
    }

    [Fact]
    public void Run_Progress_EndsAtTheTotal()
    {
        var last = default(StageProgress);
        new DemoStudy(_models, Options).Run(_ => { }, new Heard(p => last = p));
        Assert.Equal((4 * (2 * 6 + 2 * 6), 4 * (2 * 6 + 2 * 6)), (last.Done, last.Total));
    }

    [Fact]
    public void Constructor_WrongOptions_NamesThemAll()
    {
        var e = Assert.Throws<OptionsException>(() => new DemoStudy(_models, Options with { Subjects = 2, Psi = 1.5, Frames = 0 }));
        Assert.Contains("Subjects 2", e.Message);
        Assert.Contains("Psi 1.5", e.Message);
        Assert.Contains("Frames 0", e.Message);
    }

    private static IEnumerable<double> Areas(SubjectResult s) =>
        s.Cines.SelectMany(c => c.Frames).Concat(s.Guidance.SelectMany(g => g.Frames)).Select(f => f.AreaMm2);

    private sealed class Heard(Action<StageProgress> hear) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => hear(value);
    }
}
