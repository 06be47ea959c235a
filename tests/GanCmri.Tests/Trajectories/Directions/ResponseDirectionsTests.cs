using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Tests.Trajectories.Directions;

public class ResponseDirectionsTests
{
    [Fact]
    public void Of_TwoGradients_EachMoveRaisesItsOwnByOneAndLeavesTheOther()
    {
        // Units as different as mm² and an index.
        float[] area = [300, 400, 0, 100],
            index = [.01f, -.02f, .05f, 0];
        var moves = ResponseDirections.Of([area, index]);
        Assert.NotNull(moves);
        Assert.Equal(1, Vectors.Dot(area, moves[0]), 5);
        Assert.Equal(0, Vectors.Dot(index, moves[0]), 5);
        Assert.Equal(0, Vectors.Dot(area, moves[1]), 2);
        Assert.Equal(1, Vectors.Dot(index, moves[1]), 5);
    }

    [Theory]
    [InlineData(1f, 2f, 2f, 4f)]
    [InlineData(0f, 0f, 1f, 0f)]
    public void Of_GradientsThatCannotBeToldApart_Null(float a, float b, float c, float d) =>
        Assert.Null(
            ResponseDirections.Of([
                [a, b],
                [c, d],
            ])
        );
}
