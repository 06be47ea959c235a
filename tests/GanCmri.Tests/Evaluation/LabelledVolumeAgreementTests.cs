using GanCmri.Evaluation;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Evaluation;

public class LabelledVolumeAgreementTests
{
    [Fact]
    public void Of_StudiesWithBoth_TellsBiasAndLimits()
    {
        var found = LabelledVolumeAgreement.Of([Study("a", 104, 100), Study("b", 108, 100), Study("c", 100, null), Study("d", null, 100)]);
        var edv = Assert.Single(found, a => a.Phenotype.Name == "lv_edv_ml");
        Assert.Equal((2, 6.0), (edv.Differences.N, edv.Differences.Bias));
        Assert.Equal(2, edv.Bias!.Units);
        Assert.StartsWith("labels: LVEDV, measured less labelled, 6.0 ml (95 % interval over 2 subjects ", edv.ToString());
        Assert.EndsWith("), limits of agreement 0.5 to 11.5 ml, n = 2", edv.ToString());
        Assert.Contains(found, a => a.ToString().StartsWith("labels: LVEF, measured less labelled, ", StringComparison.Ordinal));
        Assert.Equal(["lv_edv_ml", "lv_esv_ml", "lv_ef_percent"], found.Select(a => a.Phenotype.Name)); // no mass, no right ventricle
    }

    [Fact]
    public void Of_OneSubject_HasNoInterval() =>
        Assert.Equal(
            "labels: LVEDV, measured less labelled, 4.0 ml (of one subject), n = 1",
            LabelledVolumeAgreement.Of([Study("a", 104, 100)])[0].ToString()
        );

    [Fact]
    public void Of_NoLabels_IsEmpty() => Assert.Empty(LabelledVolumeAgreement.Of([Study("a", 104, null)]));

    private static StudyVolumes Study(string subject, double? measuredMl, double? labelledMl) =>
        new(subject, "", Volumes(measuredMl), "") { Labelled = Volumes(labelledMl) };

    private static StackMeasures? Volumes(double? edvMl) =>
        edvMl is { } ml ? new StackMeasures(ml, 40, ml - 40, 100 * (ml - 40) / ml, 8, 9) : null;
}
