using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Choices;
using GanCmri.Studies.ReaderStudies;

namespace GanCmri.Tests.Studies.ReaderStudies;

public sealed class ReaderScoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_Pairs_CountsRightAnswersOfEachReaderAndOfAll()
    {
        var key = Key(ReaderTask.Pairs, items: 10, "real", "made");
        var score = ReaderScore.Of(
            key,
            ReaderAnswers.Read([Answers("r1", 9, rightUpTo: 9, first: 100), Answers("r2", 10, rightUpTo: 5, first: 200)], key)
        );
        var rows = score.Rows.ToDictionary(r => (r.Reader, r.Measure));
        Assert.Equal((1.0, 9), (rows[("r1", "accuracy")].Estimate, rows[("r1", "accuracy")].N));
        Assert.Equal(BinomialShare.ClopperPearson(9, 9), rows[("r1", "accuracy")].Interval);
        Assert.Equal(0.5, rows[("r2", "accuracy")].Estimate);
        Assert.Equal(14 / 19.0, rows[("all readers", "accuracy")].Estimate);
        Assert.Equal(BinomialShare.ClopperPearson(14, 19), rows[("all readers", "accuracy_if_independent")].Interval);
        Assert.True(rows[("all readers", "accuracy")].Interval.Lower < rows[("all readers", "accuracy_if_independent")].Interval.Lower);
        Assert.Equal(ForcedChoice.DPrime(14 / 19.0), rows[("all readers", "d_prime")].Estimate);
        Assert.Equal(104, rows[("r1", "response_ms_median")].Estimate); // 100 to 108 ms
        Assert.Equal(1, rows[("r1", "left_share")].Estimate); // the real one is left in this key
        Assert.Equal("r1: answered 9 of 10", score.Lines[0]);
        Assert.Contains("right 14 of 19 (73.7 %)", score.Lines[^1], StringComparison.Ordinal);
        Assert.Contains("right 9 of 9 (100 %), exact 95 % CI 66.4 to 100.0 %", score.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ReadersWhoAreRightAboutTheSameItems_WidensByItem()
    {
        var key = Key(ReaderTask.Pairs, items: 10, "real", "made");
        string[] files = [.. Enumerable.Range(1, 3).Select(r => Answers($"r{r}", 10, rightUpTo: 6, first: 100))];
        var score = ReaderScore.Of(key, ReaderAnswers.Read(files, key));
        var rows = score.Rows.ToDictionary(r => (r.Reader, r.Measure));
        Assert.True(rows[("all readers", "accuracy")].Interval.Lower < rows[("all readers", "accuracy_if_independent")].Interval.Lower);
        Assert.True(rows[("all readers", "accuracy")].Interval.Upper > rows[("all readers", "accuracy_if_independent")].Interval.Upper);
        Assert.Equal(BinomialShare.ClopperPearson(6, 10), rows[("r1", "accuracy")].Interval);
        Assert.Contains("with the 3 readers or the items they share as clusters", score.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Ranking_RanksSources()
    {
        var key = Key(ReaderTask.Ranking, items: 6, "real", "a", "b");
        string[] orders = ["real a b", "real a b", "a real b", "a b real", "b real a", "real b a"];
        File.WriteAllLines(
            _folder.File("r1.csv"),
            [
                "reader,item,answer,response_ms",
                .. orders.Select((o, i) => $"r1,item{i},{string.Join(' ', o.Split(' ').Select(s => $"{s}{i}"))},1000"),
            ]
        );
        var rows = ReaderScore.Of(key, ReaderAnswers.Read([_folder.File("r1.csv")], key)).Rows.ToDictionary(r => (r.Measure, r.Source));
        Assert.Equal(0.5, rows[("real_first", "real")].Estimate);
        Assert.Equal(BinomialShare.TwoSided(3, 6, 1 / 3.0).Value, rows[("real_first", "real")].P);
        Assert.Equal(10 / 6.0, rows[("mean_rank", "real")].Estimate, 12);
        Assert.Equal(12 / 6.0, rows[("mean_rank", "a")].Estimate, 12);
        Assert.Equal(14 / 6.0, rows[("mean_rank", "b")].Estimate, 12);
        // 12 / (6 x 3 x 4) (10² + 12² + 14²) - 3 x 6 x 4 = 73.333 - 72.
        Assert.Equal(4 / 3.0, rows[("friedman_chi_square", "")].Estimate, 12);
        Assert.True(rows[("log_odds_against_real", "b")].Estimate < rows[("log_odds_against_real", "a")].Estimate);
        Assert.Equal(6, rows[("friedman_chi_square", "")].N);
        Assert.InRange(rows[("log_odds_against_real", "a")].Estimate, rows[("log_odds_against_real", "a")].Interval.Lower, 0);
    }

    [Fact]
    public void Of_TwoReadersWhoRankTheSameSets_AreOneBlockASet()
    {
        var key = Key(ReaderTask.Ranking, items: 4, "real", "a", "b");
        foreach (
            var (reader, orders) in new[]
            {
                ("r1", new[] { "real a b", "a real b", "real b a", "b a real" }),
                ("r2", ["real b a", "a b real", "real a b", "real a b"]),
            }
        )
            File.WriteAllLines(
                _folder.File(reader + ".csv"),
                [
                    "reader,item,answer,response_ms",
                    .. orders.Select((o, i) => $"{reader},item{i},{string.Join(' ', o.Split(' ').Select(s => $"{s}{i}"))},1000"),
                ]
            );
        var rows = ReaderScore
            .Of(key, ReaderAnswers.Read([_folder.File("r1.csv"), _folder.File("r2.csv")], key))
            .Rows.Where(r => r.Reader == ReaderScoreRow.Everybody)
            .ToDictionary(r => (r.Measure, r.Source));
        Assert.Equal(4, rows[("friedman_chi_square", "")].N);
        Assert.Equal((5 / 8.0, 8), (rows[("real_first", "real")].Estimate, rows[("real_first", "real")].N));
        Assert.Equal(13 / 8.0, rows[("mean_rank", "real")].Estimate, 12);
        var strength = rows[("log_odds_against_real", "a")];
        Assert.InRange(strength.Estimate, strength.Interval.Lower, strength.Interval.Upper);
    }

    [Fact]
    public void Read_TheSameAnswersTwiceOrFromASpreadsheet_CountOnce()
    {
        var key = Key(ReaderTask.Pairs, items: 4, "real", "made");
        var whole = Answers("r1", 4, rightUpTo: 4, first: 1);
        var half = _folder.File("half.csv");
        File.WriteAllText(half, string.Join("\r\n", File.ReadAllLines(whole).Take(3)).Replace(',', ';')); // as a European Excel saves it
        Assert.Equal(4, ReaderAnswers.Read([half, whole], key).Count);
    }

    [Theory]
    [InlineData("", "empty file")]
    [InlineData("reader,item,answer,response_ms\n", "header alone")]
    [InlineData("reader,item,answer\nr1,item0,real0\n", "'response_ms'")]
    [InlineData("reader,item,answer,response_ms\nr1,item9,real9,1\n", "line 2: expected an item of the key")]
    [InlineData("reader,item,answer,response_ms\nr1,item0,real0,1\nr1,item1,real0,1\n", "line 3: expected one picture of the item")]
    [InlineData("reader,item,answer,response_ms\nr1,item0,real0 made0,1\n", "one picture")]
    [InlineData("reader,item,answer,response_ms\nr1,item0,real0,soon\n", "a time of 0 ms or more")]
    [InlineData("reader,item,answer,response_ms\nr1,item0,real0,-1\n", "a time of 0 ms or more")]
    [InlineData("reader,item,answer,response_ms\nr1,item0,real0\n", "a time of 0 ms or more")]
    [InlineData("reader,item,answer,response_ms\n,item0,real0,1\n", "a reader's code")]
    [InlineData("reader,item,answer,response_ms\nr1,item0,real0,1\nr1,item0,made0,1\n", "two that differ")]
    public void Read_BrokenAnswers_AreToldInOneLine(string text, string told)
    {
        var key = Key(ReaderTask.Pairs, items: 2, "real", "made");
        File.WriteAllText(_folder.File("a.csv"), text);
        var message = Assert.Throws<InputException>(() => ReaderAnswers.Read([_folder.File("a.csv")], key)).Message;
        Assert.Contains(told, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("real0 a0")] // one is missing
    [InlineData("real0 a0 a0")]
    [InlineData("real0 a0 b1")]
    public void Read_BrokenRanking_IsToldInOneLine(string order)
    {
        var key = Key(ReaderTask.Ranking, items: 2, "real", "a", "b");
        File.WriteAllText(_folder.File("a.csv"), $"reader,item,answer,response_ms\nr1,item0,{order},1\n");
        Assert.Contains(
            "all 3 videos",
            Assert.Throws<InputException>(() => ReaderAnswers.Read([_folder.File("a.csv")], key)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("made1,", "other,")] // an item without its source
    [InlineData("pairs", "triples")]
    [InlineData("real", "true")]
    public void ReadKey_AChangedOne_IsRefused(string from, string to)
    {
        Key(ReaderTask.Pairs, items: 2, "real", "made");
        var text = File.ReadAllText(_folder.File("key.csv"));
        File.WriteAllText(
            _folder.File("key.csv"),
            from == "made1,"
                ? text.Replace(",B,made,made1", ",B,other,made1", StringComparison.Ordinal)
                : text.Replace(from, to, StringComparison.Ordinal)
        );
        Assert.Throws<InputException>(() => ReaderKey.Read(_folder.File("key.csv")));
    }

    // Items item0, item1, … of pictures real0, made0, …, the real one left.
    private ReaderKey Key(ReaderTask task, int items, params string[] sources)
    {
        var rows = Enumerable
            .Range(0, items)
            .SelectMany(i =>
                sources.Select((s, p) => new KeyRow("study", task, $"item{i}", $"{s}{i}", $"{(char)('A' + p)}", s, $"{s}{i}"))
            );
        ReaderKey.Write(_folder.File("key.csv"), new ReaderStudy("study", task, 1, [], [.. rows]));
        return ReaderKey.Read(_folder.File("key.csv"));
    }

    private string Answers(string reader, int count, int rightUpTo, int first)
    {
        File.WriteAllLines(
            _folder.File(reader + ".csv"),
            [
                "reader,item,answer,response_ms",
                .. Enumerable.Range(0, count).Select(i => $"{reader},item{i},{(i < rightUpTo ? "real" : "made")}{i},{first + i}"),
            ]
        );
        return _folder.File(reader + ".csv");
    }
}
