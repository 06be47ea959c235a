using GanCmri.Phenotypes;
using GanCmri.Reports.Guidance;
using GanCmri.Studies;

namespace GanCmri.Tests.Reports.Guidance;

public class WhatIfNotesTests
{
    private const string Note =
        "LV area: the reconstruction is farther from the real heart than the change that was asked (which is of the reconstruction), so it "
        + "says little of this heart";

    [Theory]
    [InlineData(1100, 90, false, Note + "; --tune comes nearer")]
    [InlineData(900, -90, true, Note)]
    [InlineData(1100, 110, false, null)]
    [InlineData(1100, 0, false, null)] // of this phenotype nothing was asked
    [InlineData(double.NaN, 90, false, null)] // no cavity: nothing is counted from it
    public void Farther_ThanTheChangeThatWasAsked_IsTold(double reconstruction, double asked, bool tuned, string? note)
    {
        var area = PhenotypeRegistry.LvArea;
        var error = new ReconstructionError(
            new Dictionary<string, double> { [area.Name] = 1000 },
            new Dictionary<string, double> { [area.Name] = reconstruction },
            0.01,
            20,
            0.5
        );
        Assert.Equal(note, WhatIfNotes.Farther(area, error, asked, tuned));
    }
}
