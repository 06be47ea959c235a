using GanCmri.Networks.Fused;

namespace GanCmri.Tests.Networks.Fused;

/// <summary>Enlarging by tiles against enlarging by one product of nine numbers a pixel.</summary>
public sealed unsafe class TiledUpConvTests
{
    private const int Inputs = 130, // enough for threads to share the work
        Outputs = 70;

    private readonly Random _random = new(1);

    [Theory]
    [InlineData(4, 1)]
    [InlineData(16, 3)]
    [InlineData(64, 2)] // bands of rows that end within images
    [InlineData(128, 1)]
    public void Apply_EqualsTheUntiled(int side, int count)
    {
        var weight = Numbers(Outputs * Inputs * 9);
        var (width, pixels) = (PackedMatrix.Padded(Inputs), count * side * side);
        Floats x = new((long)pixels * width),
            styles = new(count * width);
        for (var p = 0; p < pixels; p++)
            Numbers(Inputs).CopyTo(new Span<float>(x.At + p * width, Inputs));
        for (var n = 0; n < count; n++)
            Numbers(Inputs).CopyTo(new Span<float>(styles.At + n * width, Inputs));
        var maps = new Maps((nint)x.At, count, side, width);
        var expected = Enlarged(new UpConv(weight, Outputs, Inputs), maps, styles, threads: 1);
        var found = Enlarged(new TiledUpConv(weight, Outputs, Inputs), maps, styles, threads: 1);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 2e-5);
        Assert.Equal(found, Enlarged(new TiledUpConv(weight, Outputs, Inputs), maps, styles, threads: 3));
        GC.KeepAlive(x);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(64, 2)]
    public void Gradient_EqualsTheUntiled(int side, int count)
    {
        var weight = Numbers(Outputs * Inputs * 9);
        var (width, pixels) = (PackedMatrix.Padded(Outputs), count * 4 * side * side);
        Floats gradients = new((long)pixels * width),
            ones = new(count * width);
        for (var p = 0; p < pixels; p++)
            Numbers(Outputs).CopyTo(new Span<float>(gradients.At + p * width, Outputs));
        new Span<float>(ones.At, (int)ones.Length).Fill(1);
        var maps = new Maps((nint)gradients.At, count, 2 * side, width);
        var expected = Applied(new UpConvGradient(weight, Outputs, Inputs), maps, ones, side, Inputs, threads: 1);
        var found = Applied(new TiledUpConvGradient(weight, Outputs, Inputs), maps, ones, side, Inputs, threads: 1);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 2e-4);
        Assert.Equal(found, Applied(new TiledUpConvGradient(weight, Outputs, Inputs), maps, ones, side, Inputs, threads: 3));
        GC.KeepAlive(gradients);
    }

    private static float[] Enlarged(FusedConv conv, Maps x, Floats styles, int threads) =>
        Applied(conv, x, styles, 2 * x.Side, Outputs, threads);

    private static float[] Applied(FusedConv conv, Maps x, Floats styles, int side, int channels, int threads)
    {
        var width = PackedMatrix.Padded(channels);
        var y = new Floats((long)x.Count * side * side * width);
        var maps = new Maps((nint)y.At, x.Count, side, width);
        conv.Apply(x, styles.At, Finish.None, maps, new WorkingMemory(), new Workers(threads));
        var result = new Span<float>(y.At, (int)y.Length).ToArray();
        GC.KeepAlive(y);
        GC.KeepAlive(styles);
        return result;
    }

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.NextSingle() - 0.5f)];
}
