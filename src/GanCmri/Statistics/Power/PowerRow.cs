namespace GanCmri.Statistics.Power;

/// <summary>What simulated studies of one size found.</summary>
/// <param name="N">Subjects in each.</param>
/// <param name="Simulations">Studies in which the exposure varied.</param>
/// <param name="Found">Of them with p at most alpha.</param>
/// <param name="Power">Their share of all studies: one in which the exposure does not vary, as nobody is in the group, finds
/// nothing.</param>
/// <param name="PowerInterval">95 % interval of that share (Wilson).</param>
/// <param name="Bias">Mean estimate less the planted effect, in the effect's unit.</param>
/// <param name="BiasInterval">95 % interval of the mean estimate's bias over the simulated studies (Student's t); NaN of one
/// study.</param>
/// <param name="Coverage">Share of 95 % intervals that hold the planted effect: 0.95 where the measurement neither stretches nor shrinks
/// it.</param>
/// <param name="CoverageInterval">95 % interval of that share.</param>
public sealed record PowerRow(
    int N,
    int Simulations,
    int Found,
    double Power,
    Interval PowerInterval,
    double Bias,
    Interval BiasInterval,
    double Coverage,
    Interval CoverageInterval
);
