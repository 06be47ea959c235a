using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>The way back of <see cref="TiledUpConv"/>: its passes transposed, on filtered gradients of twice the side.</summary>
internal sealed unsafe class TiledUpConvGradient : FusedConv
{
    private const int In = UpTile.Inputs,
        Out = UpTile.Points,
        Points = Out * Out;
    private const int TilesAtATime = 96;

    // As in WinogradConv.
    private const int Apart = 16;

    private readonly PackedMatrix[] _weights;
    private readonly int _outputs;

    /// <param name="weight">[outputs, inputs, 3, 3] of the way forwards.</param>
    /// <param name="outputs">Its feature maps out.</param>
    /// <param name="inputs">Its feature maps in.</param>
    public TiledUpConvGradient(ReadOnlySpan<float> weight, int outputs, int inputs)
    {
        _outputs = outputs;
        _weights = [.. UpTile.Kinded(weight, outputs, inputs, isTransposed: true).Select(w => new PackedMatrix(outputs, inputs, w))];
    }

    /// <inheritdoc/>
    public override void Apply(Maps x, float* styles, Finish finish, Maps y, WorkingMemory memory, Workers workers)
    {
        var (across, width) = (y.Side / In, _weights[0].Width);
        var filtered = new FilteredGradient(memory, x.Side, x.Stride);
        var step = Math.Min(TilesAtATime, across * across);
        var (inputStep, productStep) = ((long)step * x.Stride + Apart, (long)step * width + Apart);
        var inputs = memory.For(MemoryUse.Inputs, Points * inputStep);
        var products = memory.For(MemoryUse.Products, Points * productStep);
        var panels = width / PackedMatrix.Panel;
        for (var i = 0; i < x.Count; i++)
        {
            var image = i;
            filtered.Make(x, styles, image, workers);
            for (var first = 0; first < across * across; first += step)
            {
                var (start, count) = (first, Math.Min(step, across * across - first));
                workers.Run(
                    count,
                    (long)count * Points * x.Stride * 8,
                    tile => ToPoints(filtered, (start + tile) / across, (start + tile) % across, inputs + (long)tile * x.Stride, inputStep)
                );
                workers.Run(
                    Points * panels,
                    (long)Points * count * _outputs * width,
                    k =>
                    {
                        var (order, panel) = Math.DivRem(k, panels);
                        var (point, weights) = (UpTile.ByKind[order], _weights[UpTile.KindAt(UpTile.ByKind[order])]);
                        var to = products + point * productStep + panel * PackedMatrix.Panel;
                        Gemm.Panel(inputs + point * inputStep, x.Stride, count, weights, panel, to, width);
                    }
                );
                workers.Run(
                    count,
                    (long)count * Points * width * 8,
                    tile =>
                        FromPoints(products + (long)tile * width, productStep, image, (start + tile) / across, (start + tile) % across, y)
                );
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToPoints(FilteredGradient from, int row, int column, float* to, long pointStep)
    {
        var stack = stackalloc float[(Points + 1) * Lane];
        var d = Floats.Aligned(stack);
        var (width, down) = (from.Width, (long)from.Side * from.Width);
        var corner = from.Pixel(row * (Out - 1), column * (Out - 1));
        for (var c = 0; c < width; c += Lane)
        {
            for (var p = 0; p < Points; p++)
                Floats.Soon(to + p * pointStep + c + Ahead);
            for (var j = 0; j < Out; j++)
                UpTile.OutputBack(corner + (long)j * width + c, down, d + j * Lane, Out * Lane);
            for (var i = 0; i < Out; i++)
                UpTile.OutputBack(d + i * Out * Lane, Lane, to + i * Out * pointStep + c, pointStep);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FromPoints(float* from, long pointStep, int image, int row, int column, Maps y)
    {
        var stack = stackalloc float[(In * Out + 1) * Lane];
        var m = Floats.Aligned(stack);
        for (var c = 0; c < y.Stride; c += Lane)
        {
            for (var p = 0; p < Points; p++)
                Floats.Soon(from + p * pointStep + c + Ahead);
            for (var j = 0; j < Out; j++)
                UpTile.InputBack(from + j * pointStep + c, Out * pointStep, m + j * Lane, Out * Lane);
            for (var i = 0; i < In; i++)
                UpTile.InputBack(m + i * Out * Lane, Lane, y.Pixel(image, row * In + i, column * In) + c, y.Stride);
        }
    }
}
