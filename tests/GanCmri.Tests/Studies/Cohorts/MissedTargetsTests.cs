using GanCmri.Phenotypes;
using GanCmri.Studies.Cohorts;
using GanCmri.Studies.Guidance;

namespace GanCmri.Tests.Studies.Cohorts;

public sealed class MissedTargetsTests
{
    private static readonly TargetPhenotype Area = new(PhenotypeRegistry.LvArea, new NormalTarget(15, 1), 0, 1e4),
        Index = new(PhenotypeRegistry.Sphericity, new NormalTarget(.9, .1), 0, 1),
        Fac = new(PhenotypeRegistry.LvFac, new NormalTarget(95, 1), 0, 100);

    [Fact]
    public void Of_TargetsNobodyCanMake_NamesAskedReachedAndHowMany()
    {
        var missed = MissedTargets.Of(Area, [15, 15, 15, 700], [640, 650, double.NaN, 710])!;
        Assert.Equal((3, 4, 15, 645), (missed.Count, missed.All, missed.Asked, missed.Reached));
        Assert.Equal("3 of 4 hearts miss their target by more than 10 %: asked 15.0, reached 645 (medians of those)", missed.ToString());
    }

    [Fact]
    public void Of_TargetsThatWereMet_IsNull()
    {
        Assert.Null(MissedTargets.Of(Area, [2000, 2500], [2100, 2400]));
        Assert.Null(MissedTargets.Of(Index, [.85, .9], [.88, .86]));
        Assert.Null(MissedTargets.Of(Fac, [55], [52]));
    }

    [Fact]
    public void Of_NoCavityAtAll_SaysNone() =>
        Assert.Contains("reached none", MissedTargets.Of(Area, [15], [double.NaN])!.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(.99, .92)]
    [InlineData(.1, .6)]
    public void Misses_AnIndexFarAway(double asked, double reached) => Assert.True(Index.Misses(asked, reached));

    [Fact]
    public void Misses_AContractionFarAway() => Assert.True(Fac.Misses(95, 72));

    [Fact]
    public void Apart_TwoNetworksFarFromEachOther_AreCounted()
    {
        var apart = NetworksApart.Of(Area, ["a", "b", "c", "d"], [1000, 1000, 1000, double.NaN], [1190, 1210, 790, 500])!;
        Assert.Equal("in 2 of 3 hearts two networks are more than 20 % apart", apart.ToString());
        Assert.Equal("b, c", apart.Named);
        Assert.Null(NetworksApart.Of(Area, ["a"], [1000], [1100]));
        Assert.Null(NetworksApart.Of(Index, ["a"], [.85], [.9]));
        Assert.NotNull(NetworksApart.Of(Index, ["a"], [.85], [.6]));
    }

    [Fact]
    public void Apart_ManyHearts_NamesTheFirst()
    {
        string[] names = [.. Enumerable.Range(1, 10).Select(i => $"S{i}")];
        var apart = NetworksApart.Of(Area, names, [.. names.Select(_ => 1000.0)], [.. names.Select(_ => 2000.0)])!;
        Assert.Equal("S1, S2, S3, S4, S5, S6, S7, S8 and 2 more", apart.Named);
    }
}
