using GanCmri.Studies.Cohorts;

namespace GanCmri.Tests.Studies.Cohorts;

public sealed class CohortPartsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Has_OneOfTheTwoFilesLost_IsFalse(bool table)
    {
        using var folder = new TemporaryFolder();
        var part = Path.Combine(Directory.CreateDirectory(folder.File("parts-key")).FullName, "000000000-000000127");
        File.WriteAllText(part + ".csv", "");
        File.WriteAllText(part + ".f32", "");
        var parts = new CohortParts(folder.Path, "key");
        Assert.True(parts.Has(0, 128));
        File.Delete(part + (table ? ".csv" : ".f32"));
        Assert.False(parts.Has(0, 128));
    }
}
