namespace GanCmri.Phenotypes;

/// <summary>What a phenotype is measured of.</summary>
public enum PhenotypeLevel
{
    /// <summary>One frame.</summary>
    Frame,

    /// <summary>One cine: the beat of one slice.</summary>
    Cine,

    /// <summary>One subject: a stack of slices.</summary>
    Subject,
}
