using MathNet.Numerics;

namespace GanCmri.Statistics.Regression;

/// <summary>log(1 + e^v), which overflows nowhere.</summary>
internal static class Softplus
{
    public static double Of(double v) => Math.Max(v, 0) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(v)));
}
