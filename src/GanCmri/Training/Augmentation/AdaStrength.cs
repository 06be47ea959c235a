namespace GanCmri.Training.Augmentation;

/// <summary>The heuristic that adapts p: it rises while the discriminator's verdict on reals is too sure (Karras et al. 2020a, section
/// 3.1).</summary>
/// <param name="target">Wanted mean sign of D(real), e.g. 0.6.</param>
/// <param name="kimg">Thousands of images over which p may move by 1.</param>
internal sealed class AdaStrength(double target, double kimg)
{
    /// <summary>Current p, 0 to 1.</summary>
    public double P { get; set; }

    /// <summary>Sum of the mean signs since p was last moved.</summary>
    public double Signs { get; set; }

    /// <summary>Batches since p was last moved.</summary>
    public int Batches { get; set; }

    /// <summary>Takes note of one batch; every fourth moves p.</summary>
    /// <param name="meanSign">Mean sign of D(real) over the batch.</param>
    /// <param name="batch">Images a batch.</param>
    public void Observe(double meanSign, int batch)
    {
        const int Every = 4;
        Signs += meanSign;
        if (++Batches < Every)
            return;
        P = Math.Clamp(P + Math.Sign(Signs / Every - target) * (batch * Every) / (kimg * 1000), 0, 1);
        (Signs, Batches) = (0, 0);
    }
}
