using GanCmri.Statistics;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics;

public class KolmogorovSmirnovTests
{
    [Fact]
    public void Distance_GoldenCases()
    {
        foreach (var c in Cases("two_sample"))
            Close(c.GetProperty("ks").Number("D"), KolmogorovSmirnov.Distance(c.Array("a"), c.Array("b")), 1e-9);
    }
}
