namespace GanCmri.Training.Augmentation;

/// <summary>The heuristic that adapts p: it rises while the discriminator's verdict on reals is too sure (Karras et al. 2020a, section 3.1).</summary>
/// <param name="target">Wanted mean sign of D(real), e.g. 0.6.</param>
/// <param name="kimg">Thousands of images over which p may move by 1.</param>
internal sealed class AdaStrength(double target, double kimg)
{
    private double _signs;
    private int _batches;

    /// <summary>Current p, 0 to 1.</summary>
    public double P { get; set; }

    /// <summary>Takes note of one batch; every fourth moves p.</summary>
    /// <param name="meanSign">Mean sign of D(real) over the batch.</param>
    /// <param name="batch">Images a batch.</param>
    public void Observe(double meanSign, int batch)
    {
        const int Every = 4;
        _signs += meanSign;
        if (++_batches < Every) return;
        P = Math.Clamp(P + Math.Sign(_signs / Every - target) * (batch * Every) / (kimg * 1000), 0, 1);
        (_signs, _batches) = (0, 0);
    }
}
