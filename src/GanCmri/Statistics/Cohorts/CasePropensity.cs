using GanCmri.Statistics.Regression;

namespace GanCmri.Statistics.Cohorts;

/// <summary>Probability of being a case given the columns matched on: logistic, by penalised likelihood where they tell cases
/// apart.</summary>
internal static class CasePropensity
{
    /// <summary>Fits the rows that have all columns.</summary>
    /// <param name="columns">What is matched on.</param>
    /// <param name="cases">Case (true) or control of each row; null where that is unknown.</param>
    /// <returns>One a row; NaN where unknown or not estimable.</returns>
    public static double[] Of(IReadOnlyList<MatchedValues> columns, bool?[] cases)
    {
        int[] known =
        [
            .. Enumerable.Range(0, cases.Length).Where(i => cases[i] is not null && columns.All(c => double.IsFinite(c.Values[i]))),
        ];
        var propensity = new double[cases.Length];
        Array.Fill(propensity, double.NaN);
        bool[] outcome = Array.ConvertAll(known, i => cases[i] == true);
        if (!outcome.Contains(true) || !outcome.Contains(false))
            return propensity;
        double[][] kept = [.. columns.Select(c => Array.ConvertAll(known, i => c.Values[i]))];
        var fit = Logistic.Fit(outcome, kept);
        if (fit.Status != LogisticStatus.Converged)
            fit = Firth.Fit(outcome, kept, new RegressionOptions(), _ => false);
        if (fit.Status != LogisticStatus.Converged)
            return propensity;
        int[] used = [.. Enumerable.Range(0, kept.Length).Where(c => fit.Dropped.All(d => d.Index != c))];
        for (var i = 0; i < known.Length; i++)
        {
            var logit = fit.Coefficients[0].Estimate + used.Select((c, j) => fit.Coefficients[j + 1].Estimate * kept[c][i]).Sum();
            propensity[known[i]] = 1 / (1 + Math.Exp(-logit));
        }

        return propensity;
    }
}
