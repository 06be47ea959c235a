using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Labelled frames as tensors in memory.</summary>
internal sealed class FrameTensors : IDisposable
{
    /// <summary>Channels of <see cref="Stack"/>: image, cavity, epicardial disk.</summary>
    public const int Channels = 3;

    /// <summary>Copies frames.</summary>
    /// <param name="frames">With outlines.</param>
    /// <param name="shift">How far the outlines lie right of and below what they outline, px: they are moved back.</param>
    public FrameTensors(IReadOnlyList<LabelledFrame> frames, PolygonPoint shift)
    {
        Side = frames.Max(f => Math.Max(f.Image.Height, f.Image.Width));
        if ((long)frames.Count * Channels * Side * Side > Array.MaxLength)
            throw new InputException("frames with outlines", $"at most {Array.MaxLength / ((long)Channels * Side * Side)} of {Side} x {Side} px", $"{frames.Count}", "train on fewer");
        var stack = new float[frames.Count * Channels * Side * Side];
        for (var n = 0; n < frames.Count; n++)
        {
            var f = frames[n];
            var top = Math.Max(1e-6f, f.Image.Pixels.Max());
            var bottom = f.Image.Pixels.Min();
            for (var y = 0; y < f.Image.Height; y++)
            {
                for (var x = 0; x < f.Image.Width; x++)
                {
                    var at = ((n * Channels * Side) + y) * Side + x;
                    stack[at] = (f.Image[y, x] - bottom) / (top - bottom);
                    stack[at + Side * Side] = f.Cavity[y, x] ? 1 : 0;
                    stack[at + 2 * Side * Side] = f.Epicardium?[y, x] == true ? 1 : 0;
                }
            }
        }

        Stack = tensor(stack, [frames.Count, Channels, Side, Side]).clone().DetachFromDisposeScope();
        if (shift != default) MoveOutlines(shift);
        Centres = [.. frames.Select(f => Centre(f.Cavity)).Select(c => new PolygonPoint(c.X - shift.X, c.Y - shift.Y))];
        HasEpicardium = [.. frames.Select(f => f.Epicardium is not null)];
    }

    /// <summary>Side of the square that holds every frame, px.</summary>
    public int Side { get; }

    /// <summary>[N, 3, Side, Side]: image scaled to 0..1, cavity, epicardial disk.</summary>
    public Tensor Stack { get; }

    /// <summary>Centre of each cavity (pixel centres at integers); NaN where there is none.</summary>
    public IReadOnlyList<PolygonPoint> Centres { get; }

    /// <summary>Whether the epicardium of each frame is known.</summary>
    public IReadOnlyList<bool> HasEpicardium { get; }

    public void Dispose() => Stack.Dispose();

    private void MoveOutlines(PolygonPoint back)
    {
        using var scope = NewDisposeScope();
        var middle = (Side - 1) / 2.0;
        var pose = new WindowPose(middle + back.X, middle + back.Y, 1, 0, 0, 1);
        for (var n = 0L; n < Stack.shape[0]; n++)
        {
            using var part = NewDisposeScope();
            var outlines = Stack.narrow(0, n, 1).narrow(1, 1, Channels - 1);
            outlines.copy_(WindowSampler.Sample(outlines, [pose], Side, bend: null, bendPx: 0));
        }
    }

    private static PolygonPoint Centre(Imaging.Mask mask)
    {
        double sumX = 0, sumY = 0, n = 0;
        for (var i = 0; i < mask.Inside.Length; i++)
        {
            if (!mask.Inside[i]) continue;
            sumX += i % mask.Width;
            sumY += i / mask.Width;
            n++;
        }

        return new PolygonPoint(sumX / n, sumY / n);
    }
}
