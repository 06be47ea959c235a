using GanCmri.Networks.Fused;

namespace GanCmri.Tests.Networks.Fused;

/// <summary>Matrix products of our own: right, and to the bit the same for every width of registers and number of rows.</summary>
public sealed unsafe class GemmTests
{
    private const int Depth = 37,
        Columns = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(29)]
    public void Panel_IsTheSumOfProducts(int rows)
    {
        var (a, b) = (Numbers(rows * Depth, 1), Numbers(Depth * Columns, 2));
        var packed = new PackedMatrix(Depth, Columns, b);
        var found = Products(a, rows, packed, Gemm.Panel);
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < packed.Width; j++)
        {
            var exact = j < Columns ? Enumerable.Range(0, Depth).Sum(k => (double)a[i * Depth + k] * b[k * Columns + j]) : 0;
            Assert.Equal(exact, found[i * packed.Width + j], 1e-5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    [InlineData(30)]
    public void Panel_OfBothWidthsAndOfARowAlone_IsTheSameToTheBit(int rows)
    {
        var a = Numbers(rows * Depth, 3);
        var packed = new PackedMatrix(Depth, Columns, Numbers(Depth * Columns, 4));
        var wide = Products(a, rows, packed, (x, s, r, m, p, y, t) => Gemm512.Multiply(x, s, r, m.At(p), m.Depth, y, t, m.At(p)));
        var narrow = Products(a, rows, packed, (x, s, r, m, p, y, t) => Gemm256.Multiply(x, s, r, m.At(p), m.Depth, y, t, m.At(p)));
        var alone = Enumerable.Range(0, rows).SelectMany(i => Products(a[(i * Depth)..((i + 1) * Depth)], 1, packed, Gemm.Panel));
        Assert.Equal(wide, narrow);
        Assert.Equal(wide, alone);
    }

    private delegate void Multiply(float* a, nint lda, int rows, PackedMatrix b, int panel, float* c, nint ldc);

    private static float[] Products(float[] a, int rows, PackedMatrix b, Multiply multiply)
    {
        var c = new float[rows * b.Width];
        fixed (
            float* from = a,
                to = c
        )
            for (var panel = 0; panel < b.Width / PackedMatrix.Panel; panel++)
                multiply(from, Depth, rows, b, panel, to + panel * PackedMatrix.Panel, b.Width);
        return c;
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
