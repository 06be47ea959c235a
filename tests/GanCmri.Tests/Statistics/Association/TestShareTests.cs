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
}
