using GanCmri.Formats;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks;

/// <summary>Between reference arrays and tensors.</summary>
internal static class Tensors
{
    public static Tensor Of(NpyArray array) => tensor(array.ToFloats()).reshape([.. array.Shape.Select(d => (long)d)]);

    public static float[] Values(Tensor t)
    {
        using var flat = t.detach().to(ScalarType.Float32).contiguous();
        return flat.data<float>().ToArray();
    }

    /// <summary>Asserts that max|a - ref| is at most <paramref name="relative"/> * max|ref| (+ <paramref name="absolute"/>) and the shapes
    /// agree.</summary>
    public static void Equal(NpyArray reference, Tensor actual, double relative, string name, double absolute = 0)
    {
        Assert.Equal(reference.Shape.Select(d => (long)d), actual.shape);
        var expected = reference.ToFloats();
        var error = Golden.MaxError(Values(actual), expected);
        var limit = relative * Golden.MaxAbs(expected) + absolute;
        Assert.True(error <= limit, $"{name}: error {error:g3} > limit {limit:g3}");
    }
}
