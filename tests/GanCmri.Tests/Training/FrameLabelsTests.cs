using GanCmri.Imaging.Store;
using GanCmri.Runtime;
using GanCmri.Training;
using static TorchSharp.torch;

namespace GanCmri.Tests.Training;

public class FrameLabelsTests
{
    private static readonly FrameRow[] Rows =
    [
        .. new double?[] { 0, 0.25, 0.5, 0.75, 1, null }.Select(p => new FrameRow
        {
            Subject = p < 0.6 ? "S001" : "S002",
            Series = "S001-01",
            SlicePosition = p,
            Source = p < 0.6 ? "north" : "south",
        }),
    ];

    private static readonly int[] All = [0, 1, 2, 3, 4, 5];

    [Fact]
    public void Of_AColumnOfNames_IsOneHot()
    {
        var labels = new FrameLabels(Rows, All, FrameLabel.Source);
        Assert.Equal(["north", "south"], Assert.Single(labels.Columns).Values);
        using var found = labels.Of(All)!.argmax(1);
        Assert.Equal([0, 0, 0, 1, 1, 1], found.data<long>().ToArray());
    }

    [Fact]
    public void Of_APosition_IsSharesOfBaseAndApex_AndUnknownANumberOfItsOwn()
    {
        var labels = new FrameLabels(Rows, All, FrameLabel.Position);
        using var found = labels.Of([1, 4, 5])!;
        Assert.Equal([0.75f, 0.25f, 0, 0, 1, 0, 0, 0, 1], found.data<float>().ToArray());
    }

    [Fact]
    public void Of_SeveralColumns_IsOneAfterTheOther()
    {
        var labels = new FrameLabels(Rows, [0, 1, 3], FrameLabel.Source | FrameLabel.Position);
        Assert.Equal(["source", "position"], labels.Columns.Select(c => c.Name));
        using var found = labels.Of([3])!;
        Assert.Equal([0, 1, 0.25f, 0.75f], found.data<float>().ToArray());
    }

    [Theory]
    [InlineData(FrameSampling.Patients, 0.5)]
    [InlineData(FrameSampling.Frames, 0.25)]
    public void Draw_Labels_AreDrawnAsOftenAsTheirFramesAreShown(FrameSampling sampling, double share)
    {
        // One of four frames is the only one of its patient.
        FrameRow[] rows = [.. Rows.Select((r, i) => r with { Subject = i == 3 ? "S002" : "S001" })];
        var labels = new FrameLabels(rows, [0, 1, 2, 3], FrameLabel.Source, sampling);
        using var random = Seed.Torch(3, "labels", 0);
        using var drawn = labels.Draw(4000, random)!;
        using var south = drawn.mean([0])[1];
        Assert.Equal(share, south.item<float>(), 0.03); // four standard errors
    }

    [Fact]
    public void Shown_Labels_AreOfEachPatientEquallyMany_EvenlyOverItsFrames()
    {
        var labels = new FrameLabels(Rows, All, FrameLabel.Source | FrameLabel.Position);
        Assert.Equal(500, labels.Shown.Count);
        Assert.Equal(250, labels.Shown.Count(s => s[0] == "north"));
        Assert.Equal(83, labels.Shown.Count(s => s is ["south", "0.75"]), 2.0);
        Assert.Equal(83, labels.Shown.Count(s => s is ["south", ""]), 2.0);
    }

    [Theory]
    [InlineData(61, 488)]
    [InlineData(200, 400)]
    [InlineData(600, 500)]
    public void Shown_OfFramesThatTakeTurns_HasBothPhasesAndAllPlaces(int patients, int count)
    {
        FrameRow[] rows =
        [
            .. Enumerable
                .Range(0, patients * 16)
                .Select(i => new FrameRow
                {
                    Subject = $"S{i / 16:D3}",
                    Series = $"S{i / 16:D3}-01",
                    Phase = i % 2 == 0 ? "ED" : "ES",
                    SlicePosition = i % 16 / 2 / 7.0,
                }),
        ];
        var shown = new FrameLabels(rows, [.. Enumerable.Range(0, rows.Length)], FrameLabel.Phase | FrameLabel.Position).Shown;
        Assert.Equal(count, shown.Count);
        Assert.Equal(0.5, shown.Count(s => s[0] == "ED") / (double)count, 0.05);
        Assert.Equal(0.125, shown.Count(s => s[1] == "0") / (double)count, 0.03);
        Assert.Equal(0.125, shown.Count(s => s[1] == "1") / (double)count, 0.03);
        if (patients == 61) // eight of a patient's sixteen frames
            Assert.All(shown.Chunk(8), own => Assert.InRange(own.Count(s => s[0] == "ED"), 1, 7));
    }
}
