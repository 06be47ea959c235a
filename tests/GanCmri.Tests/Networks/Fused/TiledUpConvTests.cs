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

    private static float[] Enlarged(FusedConv conv, Maps x, Floats styles, int threads)
    {
        var width = PackedMatrix.Padded(Outputs);
        var y = new Floats(4L * x.Count * x.Side * x.Side * width);
        var maps = new Maps((nint)y.At, x.Count, 2 * x.Side, width);
        conv.Apply(x, styles.At, Finish.None, maps, new WorkingMemory(), new Workers(threads));
        var result = new Span<float>(y.At, (int)y.Length).ToArray();
        GC.KeepAlive(y);
        GC.KeepAlive(styles);
        return result;
    }

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.NextSingle() - 0.5f)];
}
