using System.Globalization;
using GanCmri.Learning.Columns;
using GanCmri.Runtime;
using GanCmri.Statistics.Regression;
using Microsoft.ML;

namespace GanCmri.Learning.Statistics;

/// <summary>Learns to predict a phenotype from other columns (e.g. age and sex) by least squares, on rows such as those of healthy people,
/// and how far people lie from their prediction.</summary>
public sealed class ZScoreEstimator : GanEstimator<ZScoreTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly string[] _held;

    internal ZScoreEstimator(GanContext context, string output, string input, string[] held)
        : base(context) => (_output, _input, _held) = (output, input, held);

    internal override IReadOnlyList<InputColumn> Inputs => ZScoreTransformer.Read(_input, _held);

    internal override IReadOnlyList<OutputColumn> Outputs => [ZScoreTransformer.Made(_output)];

    private protected override ZScoreTransformer FitChecked(IDataView input)
    {
        var columns = StatisticsColumns.Read(input, [_input, .. _held], Context.Cancellation);
        int[] known = [.. Enumerable.Range(0, columns[0].Length).Where(i => columns.All(c => double.IsFinite(c[i])))];
        if (known.Length < _held.Length + 3)
            throw new InputException(
                $"column '{_input}'",
                $"at least {_held.Length + 3} rows with all numbers",
                $"{known.Length}",
                "give more rows, or hold fewer columns constant"
            );
        if (known.Length < columns[0].Length)
            Context.Warn(
                ZScoreTransformer.KindName,
                "Fit",
                $"{columns[0].Length - known.Length} of {columns[0].Length} rows lack a number and are left out."
            );
        double[][] kept = [.. columns.Select(c => Array.ConvertAll(known, i => c[i]))];
        var fit = Ols.Fit(kept[0], kept[1..]);
        var left = fit.Coefficients.Skip(1).GetEnumerator();
        double[] slopes = [.. _held.Select((_, j) => fit.Dropped.Any(d => d.Index == j) || !left.MoveNext() ? 0 : left.Current.Estimate)];
        var deviation = Math.Sqrt(fit.ResidualVariance);
        if (!(fit.RSquared < 1 - 1e-12))
            throw new InputException(
                $"column '{_input}'",
                "a phenotype that scatters",
                "none, or a linear function of the columns held constant",
                "name another column"
            );
        return new ZScoreTransformer(
            Context,
            new ZScoreTransformer.Saved(_output, _input, _held, [fit.Coefficients[0].Estimate, .. slopes], deviation)
        );
    }

    private protected override string Describe(ZScoreTransformer fitted) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{_input}' given {string.Join(", ", _held)}: standard deviation {fitted.Deviation:G4}"
        );
}
