using CsCheck;
using GanCmri.Runtime;
using GanCmri.Shards;

namespace GanCmri.Tests.Shards;

public class ShardTests
{
    [Theory]
    [InlineData("8/8")]
    [InlineData("1")]
    [InlineData("-1/8")]
    [InlineData("0/0")]
    [InlineData("0/100001")]
    [InlineData("1/2/3")]
    [InlineData("")]
    public void Parse_OtherText_IsRefused(string text) =>
        Assert.Contains("from 0 to n - 1", Assert.Throws<InputException>(() => Shard.Parse(text)).Message);

    [Fact]
    public void Parse_Text_GivesNumberAndCount()
    {
        Assert.Equal(new Shard(3, 8), Shard.Parse("3/8"));
        Assert.Equal("3/8", Shard.Parse("3/8").ToString());
        Assert.Equal("part-00003", Shard.Parse("3/8").Name);
    }

    [Fact]
    public void Shards_OfAnyNumber_DoEveryUnitOnce() =>
        Gen.Select(Gen.Int[1, 40], Gen.Long[0, 100])
            .Sample(
                (count, units) =>
                {
                    Shard[] all = [.. Enumerable.Range(0, count).Select(i => new Shard(i, count))];
                    Assert.Equal(0, all[0].First(units));
                    Assert.Equal(units, all[^1].End(units));
                    foreach (var (shard, next) in all.Zip(all.Skip(1)))
                        Assert.Equal(shard.End(units), next.First(units));
                    Assert.True(all.Max(s => s.End(units) - s.First(units)) - all.Min(s => s.End(units) - s.First(units)) <= 1);
                    for (var unit = 0L; unit < units; unit++)
                    {
                        Assert.Single(all, s => s.Owns(unit));
                        Assert.Single(all, s => s.Owns($"subject {unit}"));
                    }
                }
            );

    [Fact]
    public void Owns_Subject_IsTheSameOnEveryMachine() => // the files of earlier releases stay valid
        Assert.Equal(
            [1, 0, 1, 1],
            new[] { "S001", "S002", "S003", "P-7" }.Select(s => Enumerable.Range(0, 4).Single(i => new Shard(i, 4).Owns(s)))
        );
}
