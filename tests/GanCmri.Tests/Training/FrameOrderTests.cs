using GanCmri.Training;

namespace GanCmri.Tests.Training;

public class FrameOrderTests
{
    // Frames 0 to 5 are patient a's, 6 and 7 patient b's, 8 patient c's.
    private static readonly int[] Indices = [.. Enumerable.Range(0, 9)];

    private static FrameOrder Order(FrameSampling sampling, int seed = 1) =>
        FrameOrder.Of(Subject, Indices, TrainingOptions.ForCpu(64) with { Sampling = sampling, Seed = seed });

    private static string Subject(int frame) =>
        frame < 6 ? "a"
        : frame < 8 ? "b"
        : "c";

    [Fact]
    public void At_Patients_EveryRoundHasEachPatientOnce()
    {
        var order = Order(FrameSampling.Patients);
        foreach (var round in Enumerable.Range(0, 20))
            Assert.Equal(["a", "b", "c"], Enumerable.Range(3 * round, 3).Select(i => Subject(order.At(i))).Order());
    }

    [Fact]
    public void At_Patients_ShowsEachFrameOfAPatientBeforeAnyAgain()
    {
        var order = Order(FrameSampling.Patients);
        Assert.Equal([0, 1, 2, 3, 4, 5], Enumerable.Range(0, 18).Select(i => order.At(i)).Where(f => Subject(f) == "a").Order());
    }

    [Fact]
    public void At_Frames_EveryEpochHasEachFrameOnce()
    {
        var order = Order(FrameSampling.Frames);
        Assert.Equal(Indices, Enumerable.Range(9, 9).Select(i => order.At(i)).Order());
    }

    [Theory]
    [InlineData(FrameSampling.Frames)]
    [InlineData(FrameSampling.Patients)]
    public void At_AnyPlaceFirst_IsTheSame(FrameSampling sampling)
    {
        var forwards = Order(sampling);
        int[] expected = [.. Enumerable.Range(0, 40).Select(i => forwards.At(i))];
        Assert.Equal(expected, Enumerable.Range(0, 40).Reverse().Select(i => Order(sampling).At(i)).Reverse());
        Assert.NotEqual(expected, Enumerable.Range(0, 40).Select(i => Order(sampling, seed: 2).At(i)));
    }
}
