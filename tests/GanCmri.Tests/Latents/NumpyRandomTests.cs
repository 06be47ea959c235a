using GanCmri.Latents;

namespace GanCmri.Tests.Latents;

public class NumpyRandomTests
{
    [Fact]
    public void NextNormal_Seed123_IsNumpysSequence()
    {
        var golden = Golden.Json("projector.json");
        var random = new NumpyRandom(123);
        const int Count = 10_000 * 512;
        var values = new double[Count];
        for (var i = 0; i < Count; i++) values[i] = random.NextNormal();
        Assert.Equal(golden.GetProperty("first16").EnumerateArray().Select(e => e.GetDouble()), values[..16]);
        Assert.Equal(golden.GetProperty("last4").EnumerateArray().Select(e => e.GetDouble()), values[^4..]);
        Assert.Equal(golden.GetProperty("z_sum").GetDouble(), values.Sum(), 1e-6);
        Assert.Equal(golden.GetProperty("z_sumsq").GetDouble(), values.Sum(x => x * x), 1e-5);
    }
}
