using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;

namespace GanCmri.Learning.Statistics;

/// <summary>How far a phenotype lies from what other columns predict, in standard deviations of the rows it was fitted on; NaN where one of
/// the columns is NaN.</summary>
public sealed class ZScoreTransformer : BatchTransformer
{
    private readonly Saved _saved;

    internal ZScoreTransformer(GanContext context, Saved saved)
        : base(context) => _saved = saved;

    /// <summary>The constant, then one coefficient a column held constant; 0 for those that were constant or collinear.</summary>
    public IReadOnlyList<double> Coefficients => _saved.Coefficients;

    /// <summary>Standard deviation of the residuals, in the phenotype's unit.</summary>
    public double Deviation => _saved.Deviation;

    internal const string KindName = "ZScore";

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs => Read(_saved.Input, _saved.Held);

    internal override IReadOnlyList<OutputColumn> Outputs => [Made(_saved.Output)];

    internal override object State => _saved;

    internal static IReadOnlyList<InputColumn> Read(string input, IEnumerable<string> held) =>
        [new InputColumn(input, "measured phenotype"), .. held.Select(h => new InputColumn(h, "held constant"))];

    internal static OutputColumn Made(string output) =>
        new(output, "deviation from what other columns let expect") { Unit = "standard deviations" };

    internal static ZScoreTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());

    private protected override void Compute(Batch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var expected = _saved.Coefficients[0];
            for (var j = 0; j < _saved.Held.Length; j++)
                expected += _saved.Coefficients[j + 1] * batch.Input(j + 1, row)[0];
            batch.Output(0, row)[0] = (float)((batch.Input(0, row)[0] - expected) / _saved.Deviation);
        }
    }

    internal sealed record Saved(string Output, string Input, string[] Held, double[] Coefficients, double Deviation);
}
