using GanCmri.Networks;

namespace GanCmri.Tests.Networks;

public sealed class NumpyRandomTests
{
    [Fact]
    public void NextNormal_Seed123_IsNumpysRandn()
    {
        // numpy.random.RandomState(123).randn(10000, 512)[:8]
        var expected = Golden.Npz("numpy_randn123.npz")["z_first8"].As<double>();
        var random = new NumpyRandom(123);
        foreach (var z in expected)
            Assert.Equal(z, random.NextNormal(), Math.Abs(z) * 1e-15 + 1e-300);
    }

    [Fact]
    public void NextUniform_Seed0_IsNumpysRandomSample()
    {
        // numpy.random.RandomState(0).random_sample(3)
        var random = new NumpyRandom(0);
        Assert.Equal(
            [0.5488135039273248, 0.7151893663724195, 0.6027633760716439],
            Enumerable.Range(0, 3).Select(_ => random.NextUniform())
        );
    }
}
