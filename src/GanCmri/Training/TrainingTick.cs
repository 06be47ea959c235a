namespace GanCmri.Training;

/// <summary>One line of a run's log: means since the line before.</summary>
/// <param name="Kimg">Thousands of real images shown so far.</param>
/// <param name="Seconds">Seconds since the line before.</param>
/// <param name="ImagesPerSecond">Speed since the line before.</param>
/// <param name="GeneratorLoss">mean softplus(-D(fake)).</param>
/// <param name="FakeLoss">mean softplus(D(fake)).</param>
/// <param name="RealLoss">mean softplus(-D(real)).</param>
/// <param name="RealSign">mean sign D(real): near 1 when the discriminator has memorised the data.</param>
/// <param name="Spread">Pixel standard deviation over fakes as a share of that over reals.</param>
public sealed record TrainingTick(double Kimg, double Seconds, double ImagesPerSecond, double GeneratorLoss, double FakeLoss, double RealLoss, double RealSign, double Spread);
