namespace GanCmri.Statistics.Association;

/// <summary>The kind of outcome.</summary>
public enum AssociationFamily
{
    /// <summary>A measured quantity: ordinary least squares, effects in units of the outcome.</summary>
    Linear,

    /// <summary>Case or control: logistic regression, effects in log odds; Firth's where cases and controls are told apart without
    /// error.</summary>
    Logistic,

    /// <summary>
    /// Case or control, few of them: Firth's (1993) penalised likelihood, effects in log odds, with profile-likelihood interval and
    /// likelihood-ratio p.
    /// </summary>
    Firth,

    /// <summary>A count: Poisson regression, effects in log rates.</summary>
    Poisson,

    /// <summary>A count whose variance exceeds its mean: negative binomial (NB2) regression, effects in log rates.</summary>
    NegativeBinomial,

    /// <summary>Levels in order, e.g. grades: proportional odds, effects in log odds of a higher level.</summary>
    Ordinal,

    /// <summary>Time to an event (the outcome says whether it was seen): Cox's proportional hazards with Efron's ties, effects in log
    /// hazards; Firth's where a column tells who has events first.</summary>
    Cox,

    /// <summary>Time to an event, few of them: Firth's penalised partial likelihood (Heinze and Schemper 2001), with profile-likelihood
    /// interval and likelihood-ratio p.</summary>
    FirthCox,
}
