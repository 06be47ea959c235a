using GanCmri.Statistics;
using GanCmri.Statistics.Choices;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>How well real pictures were told from synthetic ones.</summary>
/// <param name="Reader">The reader's code, or <see cref="ReaderScoreRow.Everybody"/>.</param>
/// <param name="Readers">How many readers.</param>
/// <param name="Right">Right answers.</param>
/// <param name="Left">How often the left picture was chosen, which is real half the time: far from half is a habit.</param>
/// <param name="Ms">Response times, ms.</param>
internal sealed record PairScore(string Reader, int Readers, PooledShare Right, int Left, Summary Ms)
{
    /// <summary>Scores answers of one reader or several.</summary>
    public static PairScore Of(string reader, IReadOnlyList<ReaderAnswer> answers)
    {
        string[] readers = [.. answers.Select(a => a.Reader)];
        return new PairScore(
            reader,
            readers.Distinct().Count(),
            PooledShare.Of([.. answers.Select(a => a.IsRight)], readers, [.. answers.Select(a => a.Item)]),
            answers.Count(a => a.Chosen[0].Place == "A"),
            Summary.Of([.. answers.Select(a => a.Ms)])
        );
    }

    /// <summary>As rows of a table.</summary>
    public IEnumerable<ReaderScoreRow> Rows() =>
        [
            new(Reader, "accuracy", "", Right.Share, Right.Clustered, Right.N, Right.Significance.Value),
            .. Readers > 1
                ? [new(Reader, "accuracy_if_independent", "", Right.Share, Right.Independent, Right.N, double.NaN)]
                : (ReaderScoreRow[])[],
            new(Reader, "d_prime", "", ForcedChoice.DPrime(Right.Share), ForcedChoice.DPrime(Right.Clustered), Right.N, double.NaN),
            new(Reader, "left_share", "", (double)Left / Right.N, BinomialShare.ClopperPearson(Left, Right.N), Right.N, double.NaN),
            .. ReaderScoreRow.Times(Reader, Ms),
        ];
}
