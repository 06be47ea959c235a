using GanCmri.Formats.Tables;
using GanCmri.Statistics;
using GanCmri.Statistics.Choices;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>What a planned study of pairs can find, if all answers are independent: readers who differ lower it.</summary>
/// <param name="Pairs">Pairs each reader sees.</param>
/// <param name="Readers">Readers.</param>
/// <param name="Accuracy">True share of right answers.</param>
/// <param name="Power">Chance that the exact two-sided test at 5 % finds it.</param>
/// <param name="Detectable">The smallest accuracy found with a power of 80 %.</param>
/// <param name="IfHalf">Exact 95 % interval if half of the answers are right: what "cannot tell" would mean.</param>
internal sealed record ReaderPower(int Pairs, int Readers, double Accuracy, double Power, double Detectable, Interval IfHalf)
{
    /// <summary>Answers.</summary>
    public int Answers => Pairs * Readers;

    /// <summary>All combinations.</summary>
    public static IReadOnlyList<ReaderPower> Table(
        IReadOnlyList<int> pairs,
        IReadOnlyList<int> readers,
        IReadOnlyList<double> accuracies
    ) =>
        [
            .. from p in pairs
            from r in readers
            let n = p * r
            let detectable = ForcedChoice.Detectable(n)
            from a in accuracies
            select new ReaderPower(p, r, a, ForcedChoice.Power(n, a), detectable, BinomialShare.ClopperPearson(n / 2, n)),
        ];

    /// <summary>Writes a table.</summary>
    /// <exception cref="Runtime.InputException">The place cannot be written.</exception>
    public static void Save(string path, IEnumerable<ReaderPower> rows) =>
        new TableWriter<ReaderPower>()
            .Count("pairs", r => r.Pairs)
            .Count("readers", r => r.Readers)
            .Count("answers", r => r.Answers)
            .Number("accuracy", r => r.Accuracy)
            .Number("power", r => r.Power)
            .Number("detectable_accuracy", r => r.Detectable)
            .Number("half_right_lower", r => r.IfHalf.Lower)
            .Number("half_right_upper", r => r.IfHalf.Upper)
            .Save(path, rows);
}
