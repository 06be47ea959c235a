using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>The exponential moving average of a generator's weights (Karras et al. 2018).</summary>
internal static class Average
{
    /// <summary>Copies every parameter and buffer.</summary>
    public static void Copy(nn.Module from, nn.Module to) => Blend(from, to, 0);

    /// <summary>The decay for one step of <paramref name="batch"/> images.</summary>
    /// <param name="batch">Images a step.</param>
    /// <param name="seen">Images seen, this step's included.</param>
    /// <param name="kimg">Half-life, thousands of images.</param>
    /// <param name="rampUp">The half-life is at most this share of the images seen; 0: no ramp.</param>
    public static double Decay(int batch, long seen, double kimg, double rampUp)
    {
        var halfLife = kimg * 1000;
        if (rampUp > 0)
            halfLife = Math.Min(halfLife, seen * rampUp);
        return Math.Pow(0.5, batch / Math.Max(halfLife, 1e-8));
    }

    /// <summary>average = decay * average + (1 - decay) * current; buffers are copied.</summary>
    public static void Blend(nn.Module current, nn.Module average, double decay)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var ((_, p), (_, mean)) in current.named_parameters().Zip(average.named_parameters()))
            mean.copy_(decay == 0 ? p : p.lerp(mean, decay));
        foreach (var ((_, b), (_, mean)) in current.named_buffers().Zip(average.named_buffers()))
            mean.copy_(b);
    }
}
