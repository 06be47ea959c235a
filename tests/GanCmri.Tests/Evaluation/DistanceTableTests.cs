using GanCmri.Evaluation;
using GanCmri.Formats.Tables;

namespace GanCmri.Tests.Evaluation;

public class DistanceTableTests
{
    [Fact]
    public void Write_CsvAndParquet_HoldTheSame()
    {
        using var folder = new TemporaryFolder();
        DistanceRow[] rows =
        [
            new()
            {
                Comparison = "real vs synthetic",
                Measure = "kernel",
                Unit = "frames",
                Extractor = "segmenter encoder",
                CountA = 40,
                PatientsA = 4,
                CountB = 20,
                PatientsB = 2,
                Value = 0.1 + 0.2,
                Split = "test",
            },
        ];
        DistanceTable.Write(folder.File("d.csv"), rows);
        DistanceTable.Write(folder.File("d.parquet"), rows);
        const string Head = "comparison,measure,unit,extractor,n_a,patients_a,n_b,patients_b,value,lower,upper,extrapolated,split";
        const string Row = "real vs synthetic,kernel,frames,segmenter encoder,40,4,20,2,0.30000000000000004";
        Assert.Equal([Head, Row + ",NaN,NaN,NaN,test"], File.ReadAllLines(folder.File("d.csv")));
        Assert.Equal("PAR1"u8.ToArray(), File.ReadAllBytes(folder.File("d.parquet"))[..4]);
        var read = TableText.Rows(folder.File("d.parquet")).ToArray();
        Assert.Equal(Head.Split(','), read[0]);
        Assert.Equal(Row.Split(','), read[1].Take(9));
        Assert.Equal("test", read[1][^1]);
    }
}
