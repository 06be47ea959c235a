using GanCmri.Cli.Verbs;
using GanCmri.Phenotypes;

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

    [Fact]
    public void OfNumbers_CountsStudiesWhoseSlicesNumberFramesOtherwise()
    {
        var alike = new StudyVolumes("P1", "", new StackMeasures(100, 40, 60, 60, 8, 9) { EdFrame = 0, EsFrame = 1 }, "");
        Assert.Null(VolumeNotes.OfNumbers([alike, alike with { Measures = null }]));
        var apart = alike with { EdNumbers = [0, null], EsNumbers = [0, null] };
        Assert.EndsWith(": 1 of 2 studies", VolumeNotes.OfNumbers([alike, apart]), StringComparison.Ordinal);
    }
}
