using GanCmri.Runtime;

namespace GanCmri.Statistics.Imputation;

/// <summary>
/// Imputation by chained equations (van Buuren 2018): each variable in turn is drawn given all others, numbers by a linear model,
/// categories by logistic models of one level against those after it. Rows are taken for independent.
/// </summary>
internal static class ChainedEquations
{
    /// <summary>Rounds over the variables.</summary>
    public const int Rounds = 10;

    /// <summary>Fills all missing values once.</summary>
    /// <param name="variables">Variables, some with missing values, each with at least one known.</param>
    /// <param name="known">Other columns without missing values that help to predict, e.g. the outcome.</param>
    /// <param name="random">Random numbers of this imputation.</param>
    public static double[][] Fill(IReadOnlyList<ImputedVariable> variables, IReadOnlyList<double[]> known, RandomStream random)
    {
        double[][] filled = [.. variables.Select(v => v.Values.ToArray())];
        for (var v = 0; v < variables.Count; v++)
            foreach (var row in variables[v].Missing)
                filled[v][row] = variables[v].Values[variables[v].Known[Drawn(random, variables[v].Known.Length)]];
        int[] order =
        [
            .. Enumerable.Range(0, variables.Count).Where(v => variables[v].Missing.Length > 0).OrderBy(v => variables[v].Missing.Length),
        ];
        // One variable alone depends on nothing that changes.
        var rounds = order.Length == 1 ? 1 : Rounds;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var v in order)
            {
                double[][] others =
                [
                    .. known,
                    .. Enumerable.Range(0, variables.Count).Where(o => o != v).SelectMany(o => variables[o].Columns(filled[o])),
                ];
                var drawn = variables[v].IsCategory
                    ? CategoryDraw.Of(variables[v], others, random)
                    : NumberDraw.Draw(variables[v], others, random);
                for (var i = 0; i < drawn.Length; i++)
                    filled[v][variables[v].Missing[i]] = drawn[i];
            }
        }

        return filled;
    }

    /// <summary>A whole number below n.</summary>
    public static int Drawn(RandomStream random, int n) => Math.Min(n - 1, (int)(random.Uniform() * n));
}
