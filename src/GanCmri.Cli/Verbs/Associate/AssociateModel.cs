using System.CommandLine;
using GanCmri.Statistics.Association;

namespace GanCmri.Cli.Verbs.Associate;

/// <summary>The options that say which model is fitted, and how it is tested.</summary>
internal sealed class AssociateModel
{
    private readonly Option<AssociationFamily> _family = new("--family")
    {
        Description =
            "linear (effects in units of the phenotype), logistic (log odds), firth (log odds, penalised likelihood, for few "
            + "cases), poisson or negativebinomial (counts, log rates), ordinal (levels in order, log odds), cox (time to an "
            + "event, log hazards; with --time), firthcox (the same, penalised likelihood, for few events).",
        DefaultValueFactory = _ => AssociationFamily.Linear,
    };

    private readonly Option<bool> _profile = new("--profile")
    {
        Description =
            "Profile-likelihood intervals and likelihood-ratio p for the exposure (all but linear; firth has them anyway). "
            + "Default: Wald's.",
    };

    private readonly Option<AssociationErrors?> _errors = new("--errors")
    {
        Description =
            "classical, hc3 (rows of differing variance, linear), cr2 or cr1 (with --cluster). Default: cr2 with --cluster (ordinal and "
            + "cox: the scores' sandwich), Taylor's linearisation with --weights, else classical.",
    };

    private readonly Option<bool> _ranks = new("--inverse-normal")
    {
        Description = "Replace phenotypes by normal quantiles of their ranks (linear). Default: off.",
    };

    private readonly Option<double> _level = new("--level") { Description = "Confidence level.", DefaultValueFactory = _ => 0.95 };

    private readonly Option<int> _permutations = new("--permutations")
    {
        Description = "Permutations for family-wise p (max-T; linear), of rows or whole clusters. Default: none.",
    };

    private readonly Option<int> _impute = new("--impute")
    {
        Description =
            "Imputations of missing exposures and covariates by chained equations, pooled by Rubin's rules, e.g. 20. Default: rows "
            + "with anything missing are left out.",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed of permutations and imputations.",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _workers = CommonOptions.Workers(2, "--jobs");

    /// <summary>The options, in the order of the help page.</summary>
    public IEnumerable<Option> All => [_family, _profile, _errors, _ranks, _level, _permutations, _impute, _seed, _workers];

    /// <summary>A study's options with those of the model.</summary>
    public AssociationOptions Set(AssociationOptions options, ParseResult parsed) =>
        options with
        {
            Family = parsed.GetValue(_family),
            Profile = parsed.GetValue(_profile),
            Errors = parsed.GetValue(_errors),
            InverseNormal = parsed.GetValue(_ranks),
            Level = parsed.GetValue(_level),
            Permutations = parsed.GetValue(_permutations),
            Imputations = parsed.GetValue(_impute),
            Seed = parsed.GetValue(_seed),
            Jobs = parsed.GetValue(_workers),
        };
}
