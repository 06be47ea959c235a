using GanCmri.Runtime;

namespace GanCmri.Tests.Runtime;

public sealed class ListingDigestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ListingDigestTests()
    {
        foreach (
            var name in new[] { "data/a.nii", "data/sax/made.csv", "data/sax.shards/part.csv", "data/sax_patients/b.nii", "data/.hidden" }
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
            File.WriteAllText(_folder.File(name), name);
        }
    }

    private string Digest => ListingDigest.Of(_folder.File("data"), [_folder.File("data/sax")]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("data/a.nii", true)]
    [InlineData("data/sax_patients/b.nii", true)] // begins with the output's name, and is none of it
    [InlineData("data/sax/made.csv", false)]
    [InlineData("data/sax.shards/part.csv", false)]
    [InlineData("data/.hidden", false)]
    public void Of_AChangedFile_TellsItUnlessItIsWrittenOrHidden(string name, bool told)
    {
        var before = Digest;
        File.WriteAllText(_folder.File(name), "longer than it was before");
        Assert.Equal(told, before != Digest);
    }

    [Fact]
    public void Of_ALinkThatLeadsBack_Ends()
    {
        var before = Digest;
        Directory.CreateSymbolicLink(_folder.File("data/again"), _folder.File("data"));
        Assert.Equal(before, Digest);
    }
}
