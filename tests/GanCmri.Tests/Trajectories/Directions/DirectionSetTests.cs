using GanCmri.Runtime;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Tests.Trajectories.Directions;

public class DirectionSetTests
{
    [Fact]
    public void Orthogonalised_ThreeDirections_EachAtRightAnglesToTheOthersAsGiven()
    {
        var random = new Random(41);
        float[][] given = [.. Enumerable.Range(0, 3).Select(_ => MadeUp.Latent(random, 10))];
        var set = new DirectionSet(["a", "b", "c"], given);
        var clean = set.Orthogonalised();
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                if (i != j)
                    Assert.Equal(0, new DirectionSet(["x", "y"], [clean.Directions[i], given[j]]).Cosine(0, 1), 1e-6);
            }

            Assert.True(clean.Norms()[i] < set.Norms()[i]);
        }
    }

    [Fact]
    public void Orthogonalised_PartOfTheOthers_Throws()
    {
        var set = new DirectionSet(
            ["area", "volume"],
            [
                [1f, 2f],
                [2f, 4f],
            ]
        );
        Assert.Contains("area", Assert.Throws<InputException>(set.Orthogonalised).Message, StringComparison.Ordinal);
    }
}
