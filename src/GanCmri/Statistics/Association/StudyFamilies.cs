using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>Which options a family of models can take.</summary>
internal static class StudyFamilies
{
    /// <summary>Checks options before anything is read.</summary>
    /// <exception cref="InputException">Two of them do not go together.</exception>
    public static void Check(AssociationOptions options)
    {
        var ofTime = options.OfTime;
        var ordinal = options.Family == AssociationFamily.Ordinal;
        if (ofTime && options.Time is null)
            throw new InputException(
                "time",
                "the column of times to the event or to the end of observation",
                "none",
                "name it with --time"
            );
        if (!ofTime && options.Time is not null)
            throw new InputException("time", "Cox's family", "another", "give --family cox (or firthcox) or drop --time");
        if (!ordinal && options.Order.Count > 0)
            throw new InputException("order", "an ordinal family", "another", "give --family ordinal or drop --order");
        if (options.Order.Count == 1 || options.Order.Distinct(StringComparer.OrdinalIgnoreCase).Count() < options.Order.Count)
            throw new InputException(
                "order",
                "at least two different levels, lowest first",
                string.Join(',', options.Order),
                "write e.g. --order none,mild,severe"
            );
        if ((ofTime || ordinal) && options.Weights is not null)
            throw new InputException("weights", "a linear, logistic or count family", "another", "drop --weights");
        if ((ofTime || ordinal) && options.Errors == AssociationErrors.Cr2)
            throw new InputException("errors", "CR1 with Cox's and ordinal families", "CR2", "drop --errors");
        if (options.Random.Count > 0)
            CheckRandom(options);
        if (options.Margins && ofTime)
            throw new InputException(
                "margins",
                "a family with a mean: Cox's leaves the hazard of everyone open",
                "Cox's",
                "drop --margins"
            );
        if (options.Imputations != 0)
            CheckImputations(options);
        if (!options.Profile)
            return;
        if (options.Family == AssociationFamily.Linear)
            throw new InputException("profile", "a family other than linear, whose intervals are exact", "linear", "drop --profile");
        if (options.Cluster is not null || options.Weights is not null)
            throw new InputException(
                "profile",
                "rows that are independent and not weighted",
                "clusters or weights",
                "drop --profile or them"
            );
    }

    /// <summary>Checks that the order names all levels of text outcomes.</summary>
    /// <exception cref="InputException">It does not.</exception>
    public static void CheckLevels(StudyColumns study, AssociationOptions options)
    {
        if (options.Order.Count == 0)
            return;
        foreach (var column in study.Outcomes.Select(o => study.Table[o]).Where(c => c.IsText))
            if (column.Levels.Find(l => !options.Order.Contains(l, StringComparer.OrdinalIgnoreCase)) is { } stray)
                throw new InputException(
                    $"column '{column.Name}'",
                    $"the levels of the order, {string.Join(", ", options.Order)}",
                    NumberLook.Shown(stray),
                    "name it in --order, or as missing with --na"
                );
    }

    private static void CheckImputations(AssociationOptions options)
    {
        if (options.Random.Count > 0)
            throw new InputException("impute", "rows that are independent, or --cluster", "random intercepts", "drop --impute or --random");
        if (options.Weights is not null)
            throw new InputException("impute", "rows without weights", "weights", "drop --impute or --weights");
        if (options.Permutations > 0)
            throw new InputException("impute", "no permutations", "some", "drop --impute or --permutations");
        if (options.Profile)
            throw new InputException("impute", "Wald's intervals, which can be pooled", "profiles", "drop --impute or --profile");
    }

    private static void CheckRandom(AssociationOptions options)
    {
        if (options.Family != AssociationFamily.Linear)
            throw new InputException("random", "a linear family", "another", "drop --random, or give --cluster in its place");
        if (options.Cluster is not null)
            throw new InputException("random", "random intercepts or clusters", "both", "drop --random or --cluster");
        if (options.Weights is not null)
            throw new InputException("random", "rows without weights", "weights", "drop --random or --weights");
        if (options.Errors is not null)
            throw new InputException(
                "random",
                "no kind of errors beside random intercepts, which say what belongs together",
                "one",
                "drop --errors"
            );
        if (options.Permutations > 0)
            throw new InputException("random", "no permutations beside random intercepts", "some", "drop --random and give --cluster");
        if (options.Random.Distinct(StringComparer.OrdinalIgnoreCase).Count() < options.Random.Count)
            throw new InputException("random", "different columns", "the same twice", "correct it");
        if (options.Random.Count > 3)
            throw new InputException("random", "up to 3 levels", $"{options.Random.Count}", "leave the innermost out");
    }
}
