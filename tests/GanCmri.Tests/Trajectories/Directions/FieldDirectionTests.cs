using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Tests.Trajectories.Directions;

public class FieldDirectionTests
{
    // Long along the rows, along the columns, and along both diagonals.
    public static TheoryData<float, float> Axes =>
        new()
        {
            { 0, 0 },
            { -.4f, 0 },
            { -.2f, .15f },
            { -.1f, -.2f },
        };

    [Theory]
    [MemberData(nameof(Axes))]
    public void Move_Sphericity_ChangesItByTheStepInAnyHeartAndLeavesTheArea(float re, float im)
    {
        var direction = PlantedField.Direction(FieldTarget.SphericityIndex);
        var field = direction.Field!.Shape;
        float[] heart = [.3f, re, im, 1];
        var still = field.StateOf(heart);
        foreach (var c in new[] { -2, -.3, 1, 2.5 })
        {
            var moved = field.StateOf(direction.Move(heart, c));
            Assert.Equal(still.SphericityIndex + c * .02, moved.SphericityIndex, .001);
            Assert.Equal(still.LogArea, moved.LogArea, .001);
        }
    }

    [Fact]
    public void ShapeState_OfATargetThatIsNeither_IsNotTakenForSphericity()
    {
        var state = new ShapeState(Math.Log(1500), 0.1, 0.05);
        Assert.Equal((1500, state.SphericityIndex), (Math.Round(state.Of(FieldTarget.LvArea), 9), state.Of(FieldTarget.SphericityIndex)));
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Of((FieldTarget)2));
    }

    [Fact]
    public void Move_Area_IsALineInMm2AndLeavesTheIndex()
    {
        var direction = PlantedField.Direction(FieldTarget.LvArea);
        var field = direction.Field!.Shape;
        float[] heart = [-.5f, .1f, -.1f, 0];
        var still = field.StateOf(heart);
        foreach (var c in new[] { -2, .5, 3 })
        {
            var moved = field.StateOf(direction.Move(heart, c));
            Assert.Equal(still.AreaMm2 + 200 * c, moved.AreaMm2, 1.0);
            Assert.Equal(still.SphericityIndex, moved.SphericityIndex, .001);
        }

        Assert.Equal(2600, field.StateOf(direction.Move(heart, direction.Field.StepTo(heart, 2600))).AreaMm2, 1.0);
    }

    [Fact]
    public void Move_FarBeyondACircle_StopsShortOfItAndStaysMonotone()
    {
        var direction = PlantedField.Direction(FieldTarget.SphericityIndex);
        double[] indices =
        [
            .. Enumerable.Range(0, 21).Select(c => direction.Field!.Shape.StateOf(direction.Move([0, 0, .05f, 0], c)).SphericityIndex),
        ];
        Assert.Equal(indices.Order(), indices);
        Assert.Equal(FieldDirection.MostRound, indices[^1], .001);
    }

    [Fact]
    public void Move_FromWhatWasSeen_GoesTheWayOfThatShape()
    {
        var field = PlantedField.Direction(FieldTarget.SphericityIndex).Field!;
        // The latent tells a heart long along the rows; its image shows one long along the diagonal.
        var rounder = field.Move([0, 0, 0, 0], 1, new ShapeState(Math.Log(2000), 0, .2));
        Assert.Equal(0, rounder[1], .001);
        Assert.True(rounder[2] < -.01);
    }

    [Fact]
    public void Move_WithAGain_GoesLessFarWhereMoreIsMeasured()
    {
        var direction = PlantedField.Direction(FieldTarget.LvArea);
        var twice = direction.Field! with { Gain = 2 };
        Assert.Equal(direction.Move([0, 0, 0, 0], 1.5), twice.Move([0, 0, 0, 0], 3));
    }

    [Fact]
    public void File_WithAField_ComesBackAndOneWithoutIsOfTheOldVersion()
    {
        using var folder = new TemporaryFolder();
        var source = new Provenance("test", "", 1, 1, new Dictionary<string, string>());
        var direction = PlantedField.Direction(FieldTarget.SphericityIndex);
        new DirectionFile(direction, 1, source).Write(folder.File("field.json"));
        Assert.Equal(
            direction.Move([1, 0, .1f, 0], 2),
            DirectionFile.ReadJson(folder.File("field.json")).Direction.Move([1, 0, .1f, 0], 2)
        );
        new DirectionFile(direction with { Field = null, Vector = [1, 0, 0, 0] }, 1, source).Write(folder.File("plain.json"));
        Assert.Contains("\"version\":1,", File.ReadAllText(folder.File("plain.json")), StringComparison.Ordinal);
        Assert.Equal([3f, 0, 0, 0], DirectionFile.ReadJson(folder.File("plain.json")).Direction.Move([1, 0, 0, 0], 2));
    }

    [Fact]
    public void File_WhoseFieldIsOfAnotherLength_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var wrong = PlantedField.Direction(FieldTarget.LvArea) with { Vector = [1, 0, 0] };
        new DirectionFile(wrong, 1, new Provenance("test", "", 1, 1, new Dictionary<string, string>())).Write(folder.File("d.json"));
        Assert.Contains(
            "a field of 3 numbers",
            Assert.Throws<InputException>(() => DirectionFile.ReadJson(folder.File("d.json"))).Message,
            StringComparison.Ordinal
        );
    }
}
