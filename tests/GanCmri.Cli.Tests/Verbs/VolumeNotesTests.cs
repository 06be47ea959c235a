using GanCmri.Cli.Verbs;

namespace GanCmri.Cli.Tests.Verbs;

public class VolumeNotesTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "1 study")]
    [InlineData(2, "2 studies")]
    public void OfCut_CountsStudies(int studies, string? end)
    {
        var note = VolumeNotes.OfCut(studies);
        Assert.Equal(end is null, note is null);
        Assert.EndsWith(end ?? "", note ?? "", StringComparison.Ordinal);
    }
}
