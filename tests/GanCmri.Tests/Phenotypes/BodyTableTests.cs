using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Tests.Phenotypes;

public class BodyTableTests
{
    private static BodyTable Read(TemporaryFolder folder, string text)
    {
        File.WriteAllText(folder.File("body.csv"), text);
        return BodyTable.Read(folder.File("body.csv"));
    }

    [Fact]
    public void With_HeightWeightAndRate_GivesIndexedVolumesAndOutput()
    {
        using var folder = new TemporaryFolder();
        var table = Read(folder, "subject,height_cm,weight_kg,heart_rate_bpm\nS1,180,80,60\n");
        var stack = StackMeasures.Of([.. Enumerable.Range(0, 5).Select(i => new MeasuredSlice(10 * i, [2000, 800]))])!; // 100 and 40 ml
        var volumes = new StudyVolumes("S1", "", stack, "").With(table.Of("S1")).Measures!;
        double Value(string name) => PhenotypeRegistry.Subject.Single(p => p.Name == name).Measure(volumes);
        Assert.Equal(2, Value("bsa_m2"), 1e-12);
        Assert.Equal(50, Value("lv_edv_index_ml_per_m2"), 1e-12);
        Assert.Equal(3.6, Value("lv_co_l_per_min"), 1e-12);
        Assert.Equal(1.8, Value("lv_co_index_l_per_min_per_m2"), 1e-12);
        Assert.True(double.IsNaN(Value("rv_edv_index_ml_per_m2")));
    }

    [Fact]
    public void Read_OtherColumnsBeside_AreLeft()
    {
        using var folder = new TemporaryFolder();
        Assert.True(Read(folder, "id,age,weight_kg,weight_percentile\nS1,50,80,40\n").Has("S1"));
    }

    [Fact]
    public void Read_Parquet_IsAsCsv()
    {
        using var folder = new TemporaryFolder();
        new TableWriter<(string Subject, double Height)>()
            .Text("subject", r => r.Subject)
            .Number("height_cm", r => r.Height)
            .Save(folder.File("body.parquet"), [("S1", 180), ("S2", double.NaN)]);
        var table = BodyTable.Read(folder.File("body.parquet"));
        Assert.Equal(180, table.Of("S1").HeightCm);
        Assert.True(table.Has("S2") && double.IsNaN(table.Of("S2").HeightCm));
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData(".")]
    public void Read_AMarkOfAMissingValue_IsUnknown(string mark)
    {
        using var folder = new TemporaryFolder();
        var known = Read(folder, $"subject,height_cm,weight_kg\nS1,{mark},80\n").Of("S1");
        Assert.True(double.IsNaN(known.HeightCm));
        Assert.Equal(80, known.WeightKg);
    }

    [Fact]
    public void Of_UnknownSubjectOrEmptyCell_IsUnknown()
    {
        using var folder = new TemporaryFolder();
        var table = Read(folder, "subject,height_cm,weight_kg\nS1,,80\n");
        Assert.True(double.IsNaN(table.Of("S1").SurfaceM2) && double.IsNaN(table.Of("S2").HeartRateBpm));
        Assert.True(table.Has("S1") && !table.Has("S2"));
    }

    [Theory]
    [InlineData("subject,height_cm\nS1,1.8\n", "height_cm of 30 to 250")]
    [InlineData("subject,weight_kg\nS1,80\nS1,81\n", "a row a subject")]
    [InlineData("name,weight\nS1,80\n", "a table of subject")]
    [InlineData("subject,weight_kg\nS0,80\nS1,heavy\n", "column 'weight_kg', row 2: expected a number")]
    [InlineData("subject;height_cm\nS1;178,5\n", "column 'height_cm', row 1: expected a number with a decimal point")]
    [InlineData("subject,age\nS1,80\n", "any of the columns height_cm, weight_kg, heart_rate_bpm")]
    [InlineData("subject,weight\nS1,80\n", "the column weight_kg, found 'weight'")]
    [InlineData("subject,height_cm,weight_lb\nS1,180,170\n", "the column weight_kg, found 'weight_lb'")]
    [InlineData("subject,Height (m),weight_kg\nS1,1.8,80\n", "the column height_cm, found 'Height (m)'")]
    [InlineData("subject,heart rate,weight_kg\nS1,70,80\n", "the column heart_rate_bpm, found 'heart rate'")]
    public void Read_NoTableOfPeople_SaysWhatIsExpected(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(expected, Assert.Throws<InputException>(() => Read(folder, text)).Message, StringComparison.Ordinal);
    }
}
