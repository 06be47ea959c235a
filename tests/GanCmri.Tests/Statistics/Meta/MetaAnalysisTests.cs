using GanCmri.Statistics.Meta;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Meta;

/// <summary>Thirteen trials of BCG vaccine (Colditz and others 1994), log risk ratios; expected values of R's metafor 3.8, 1e-8 relative,
/// random effects 1e-5 (its own stop).</summary>
public class MetaAnalysisTests
{
    private static readonly double[] Effects =
    [
        -0.8893113339202,
        -1.5853886572014,
        -1.3480731482997,
        -1.4415511900213,
        -0.2175473222113,
        -0.7861155858189,
        -1.6208982235984,
        0.0119523335238,
        -0.4694176487381,
        -1.3713448034728,
        -0.3393588283384,
        0.4459134005714,
        -0.0173139482169,
    ];

    private static readonly double[] Errors =
    [
        0.5706003548930,
        0.4411135017183,
        0.6444904695711,
        0.1414568199213,
        0.2262966463950,
        0.0831000508779,
        0.4722470196542,
        0.0629410779842,
        0.2375588568403,
        0.2702310004663,
        0.1114101161096,
        0.7297299810205,
        0.2672165033900,
    ];

    [Fact]
    public void Of_Bcg_EqualsMetafor()
    {
        var meta = MetaAnalysis.Of(Effects, Errors);
        Close(-0.430285163654, meta.Fixed.Estimate, 1e-8);
        Close(0.0404987517109, meta.Fixed.StandardError, 1e-8);
        Close(2.28862930697e-26, meta.Fixed.Significance.Value, 1e-8);
        Close(152.233008082, meta.Q, 1e-8);
        Close(1.99676459085e-26, meta.Heterogeneity.Value, 1e-8);
        Close(0.921173468546, meta.I2, 1e-8);
        Close(0.313243325981, meta.Tau2, 1e-5);
        Close(-0.71453234836510, meta.Random.Estimate, 1e-5);
        Close(0.18079174551910, meta.Random.StandardError, 1e-5);
        Close(0.00192001508513, meta.Random.Significance.Value, 1e-5);
        Close(-1.10844372300005, meta.Random.Lower, 1e-5);
        Close(-0.32062097373015, meta.Random.Upper, 1e-5);
    }

    [Fact]
    public void Of_EqualEffects_HasNoVarianceBetween()
    {
        var meta = MetaAnalysis.Of([0.5, 0.5, 0.5], [0.1, 0.2, 0.3]);
        Assert.Equal((0, 0), (meta.Tau2, meta.I2));
        Close(0.5, meta.Random.Estimate, 1e-12);
    }

    [Fact]
    public void Of_OneStudy_IsRefused() => Assert.Throws<ArgumentException>(() => MetaAnalysis.Of([1], [1]));
}
