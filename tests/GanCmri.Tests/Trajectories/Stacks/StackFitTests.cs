using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Stacks;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Tests.Trajectories.Stacks;

public sealed class StackFitTests
{
    private const int Width = 12;

    [Fact]
    public void Of_Table_PutsTheLargerEndAtZero_AndLeavesShortStacksOut()
    {
        LatentFrame[] frames =
        [
            .. Enumerable.Range(0, 6).Select(i => Frame("A", 3 + i)), // grows with the slice: apex first
            .. Enumerable.Range(0, 5).Select(i => Frame("B", i)),
            .. Enumerable.Range(0, 3).Select(i => Frame("C", i)),
            Frame("B", 9) with
            {
                Phase = "ES",
            },
            Frame("B", 7), // no cavity
        ];
        var placed = StackFrame.Of(
            new LatentTable(frames),
            f =>
                f.Subject == "A" ? f.Slice
                : f.Slice == 7 ? null
                : 10 - f.Slice
        );
        Assert.Equal([1, .8, .6, .4, .2, 0], placed.Where(f => f.Subject == "A").Select(f => Math.Round(f.Position, 9)));
        Assert.Equal([0, .25, .5, .75, 1], placed.Where(f => f.Subject == "B").Select(f => f.Position));
        Assert.DoesNotContain(placed, f => f.Subject == "C");
    }

    [Fact]
    public void Of_TwoStudiesOfASubject_AreStacksOfTheirOwn()
    {
        LatentFrame[] frames =
        [
            .. Enumerable.Range(0, 5).Select(i => Frame("A", i) with { Study = "baseline" }),
            .. Enumerable.Range(0, 6).Select(i => Frame("A", i) with { Study = "followup" }),
        ];
        var placed = StackFrame.Of(new LatentTable(frames), f => f.Study == "baseline" ? 10 - f.Slice : 10 + f.Slice);
        Assert.Equal([0, .25, .5, .75, 1, 1, .8, .6, .4, .2, 0], placed.Select(f => Math.Round(f.Position, 9)));
    }

    [Fact]
    public void Fit_PlantedWay_FindsItWhateverPeopleDiffer()
    {
        var random = new Random(1);
        float[][] way = [.. Enumerable.Range(0, 3).Select(k => Vector(random, k == 0 ? 2 : 1))];
        var planted = new StackTrajectory(way, new SlicePlace(new float[Width], .5, new float[Width], 1));
        List<StackFrame> frames = [];
        for (var s = 0; s < 30; s++)
        {
            var own = Vector(random, 1);
            var slices = 5 + s % 4;
            for (var i = 0; i < slices; i++)
            {
                var p = i / (slices - 1.0);
                frames.Add(new StackFrame($"S{s:00}", p, Vectors.AddScaled(own, 1, planted.Displacement(p))));
            }
        }

        var found = StackFit.Fit(frames);
        foreach (var p in new[] { 0, .2, .6, 1 })
        {
            var (a, b) = (planted.Displacement(p), found.Displacement(p));
            Assert.InRange(Vectors.Norm(Vectors.Subtract(a, b)), 0, .01 * Vectors.Norm(planted.Displacement(1)));
        }

        Assert.InRange(found.Place.HeldOutR, .5, 1);
        var slicesOfOne = found.Slices(frames[2].W, 5);
        Assert.Equal(5, slicesOfOne.Count);
        Assert.True(found.Place.Of(slicesOfOne[0]) < found.Place.Of(slicesOfOne[^1]));
    }

    [Fact]
    public void Fit_FewSubjects_SaysSo() =>
        Assert.Contains(
            "5 subjects",
            Assert
                .Throws<InputException>(() =>
                    StackFit.Fit([.. Enumerable.Range(0, 5).Select(i => new StackFrame("A", i / 4.0, new float[Width]))])
                )
                .Message
        );

    [Fact]
    public void Write_AndRead_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(2);
        var stack = new StackTrajectory([Vector(random, 1)], new SlicePlace(Vector(random, 1), .4, Vector(random, .1), .7));
        var file = folder.File("stack.json");
        new StackFile(stack, 1, new Provenance("test", "00", 5, 40, new Dictionary<string, string>())).Write(file);
        var read = StackFile.Read(file);
        Assert.Equal(stack.Coefficients[0], read.Stack.Coefficients[0]);
        Assert.Equal(stack.Place.Slope, read.Stack.Place.Slope);
        Assert.Equal((.4, .7), (read.Stack.Place.Mean, read.Stack.Place.HeldOutR));
        File.WriteAllText(file, "{}");
        Assert.Throws<InputException>(() => StackFile.Read(file));
    }

    private static LatentFrame Frame(string subject, int slice) => new(subject, $"{subject}-{slice}", slice, 0, "ED", null, new float[2]);

    private static float[] Vector(Random random, double scale) =>
        [.. Enumerable.Range(0, Width).Select(_ => (float)(scale * (random.NextDouble() - .5)))];
}
