namespace GanCmri.Statistics.Association;

/// <summary>Kinds of standard errors.</summary>
public enum AssociationErrors
{
    /// <summary>Of independent rows with the model's own variance.</summary>
    Classical,

    /// <summary>Of independent rows whose variances differ (linear): HC3 of MacKinnon and White (1985).</summary>
    Hc3,

    /// <summary>Of clusters: bias-reduced with Satterthwaite's degrees of freedom (Bell and McCaffrey 2002; Pustejovsky and Tipton
    /// 2018).</summary>
    Cr2,

    /// <summary>Of many clusters: Liang and Zeger's (1986) with clusters - 1 degrees of freedom.</summary>
    Cr1,
}
