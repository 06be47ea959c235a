using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association;

public sealed class TestShareTests : IDisposable
{
    private readonly StudyTable _table = new(300);

    public void Dispose() => _table.Dispose();

    [Fact]
    public void Read_WhatWasWritten_IsTheSameToTheBit()
    {
        var options = new AssociationOptions
        {
            Outcomes = ["y"],
            Exposures = ["x", "site"],
            Cluster = "patient",
        };
        var share = TestShare.Of([_table.Save()], options, _ => true, null, default);
        using var stream = new MemoryStream();
        share.Write(stream);
        stream.Position = 0;
        var read = TestShare.Read(stream);
        Assert.Equal(share.Rows.Select(Numbers), read.Rows.Select(Numbers));
        Assert.All(read.Rows, r => Assert.True(double.IsFinite(r.Standardiser)));
        Assert.Equal(share.TableRows, read.TableRows);

        static object Numbers(AssociationRow r) =>
            (r.Beta, r.Lower, r.Significance, r.Joint?.Significance, r.BetaPerSd, r.BetaStandardised, r.Standardiser);
    }

    // Each shard reads its own phenotypes only, and options may name the others.
    private readonly AssociationOptions _cases = new()
    {
        Outcomes = ["a", "b"],
        Exposures = ["x"],
        Family = AssociationFamily.Logistic,
        Numeric = ["a", "x"],
        Categorical = ["b"],
        Cases = ["bad", "3"],
    };

    [Fact]
    public void Of_OptionsOfAnotherShardsPhenotypes_GivesTheWholeRun()
    {
        var table = TwoPhenotypes();
        var whole = AssociationStudy.Run(table, _cases);
        var joined = TestShare.Join(Shares(table, _cases), _cases);
        Assert.Equal(["a", "b"], joined.Rows.Select(r => r.Phenotype));
        Assert.Equal(
            whole.Rows.Select(r => (r.Beta, r.Significance, r.Cases, r.Q)),
            joined.Rows.Select(r => (r.Beta, r.Significance, r.Cases, r.Q))
        );
        Assert.Equal(whole.Notes.Order(), joined.Notes.Order());
    }

    [Fact]
    public void Join_ACaseThatNoPhenotypeHas_IsRefused()
    {
        var table = TwoPhenotypes();
        var options = _cases with { Cases = ["bad", "3", "awful"] };
        var shares = Shares(table, options); // three, of which the last has no phenotype
        Assert.StartsWith("case 'awful'", Assert.Throws<InputException>(() => TestShare.Join(shares, options)).Message);
        Assert.StartsWith("case 'awful'", Assert.Throws<InputException>(() => AssociationStudy.Run(table, options)).Message);
    }

    [Fact]
    public void Of_ANameThatNoPhenotypeHas_IsRefusedInEveryShard()
    {
        var table = TwoPhenotypes();
        var options = _cases with { Numeric = ["c"] };
        for (var shard = 0; shard < 3; shard++)
            Assert.Contains(
                "'c', which is none",
                Assert.Throws<InputException>(() => TestShare.Of([table], options, i => i == shard, null, default)).Message
            );
    }

    private static TestShare[] Shares(string table, AssociationOptions options) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(shard =>
                {
                    using var stream = new MemoryStream();
                    TestShare.Of([table], options, i => i == shard, null, default).Write(stream);
                    stream.Position = 0;
                    return TestShare.Read(stream);
                }),
        ];

    private string TwoPhenotypes()
    {
        var path = Path.Combine(Path.GetDirectoryName(_table.Save())!, "two.csv");
        File.WriteAllLines(
            path,
            [
                "a,b,x",
                .. Enumerable
                    .Range(0, 60)
                    .Select(i => $"{(i == 9 ? "oops" : i * 5 % 7 < 3 ? "3" : "8")},{(i * 3 % 11 < 5 ? "bad" : "so-so")},{i * 7 % 13}"),
            ]
        );
        return path;
    }
}
