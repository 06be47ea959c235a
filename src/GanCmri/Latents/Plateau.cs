namespace GanCmri.Latents;

/// <summary>Tells when one image's loss has stopped falling.</summary>
internal sealed class Plateau(int steps, double gain)
{
    private double _sum,
        _previous = double.PositiveInfinity;
    private int _count;

    /// <summary>Takes in the loss of a step; true if the mean over the last stretch fell by less than the gain from the one
    /// before.</summary>
    public bool Reached(double loss)
    {
        _sum += loss;
        if (++_count < steps)
            return false;
        var mean = _sum / steps;
        var reached = mean > _previous * (1 - gain);
        (_previous, _sum, _count) = (mean, 0, 0);
        return reached;
    }
}
