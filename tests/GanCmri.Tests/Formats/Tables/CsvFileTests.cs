using GanCmri.Formats.Tables;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Tests.Formats.Tables;

public sealed class CsvFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteRecords_TextLikeAFormula_IsNeutralisedAndReadsBack()
    {
        Row[] rows = [new("=1+1", -0.1), new("-x", 2), new("-12.5", 3), new("'quoted'", double.NaN)];
        CsvFile.WriteRecords(_folder.File("t.csv"), rows);
        Assert.StartsWith("Name,Value\n'=1+1,-0.1\n'-x,2\n-12.5,3\n'quoted',", File.ReadAllText(_folder.File("t.csv")));
        Assert.Equal(rows, CsvFile.ReadRecords<Row>(_folder.File("t.csv")));
    }

    [Fact]
    public void ReadRecords_ChangesOfEarlierTables_LoseTheirApostrophe()
    {
        File.WriteAllText(_folder.File("t.csv"), "Name,Value\n'+15%,1\n+15%,2\n'-5%,3\n");
        Assert.Equal(["+15%", "+15%", "-5%"], CsvFile.ReadRecords<Row>(_folder.File("t.csv")).Select(r => r.Name));
    }

    [Fact]
    public void LatentCsv_IdsLikeFormulas_AreNeutralisedAndFoundAgain()
    {
        LatentFrame frame = new("@S1", "-sax", 0, 3, "ED", null, [1, 2]);
        LatentCsv.Write(_folder.File("w.csv"), new LatentTable([frame]));
        Assert.Equal("subject,series,slice,frame,phase,time_ms,w0,w1\n'@S1,'-sax,0,3,ED,,1,2\n", File.ReadAllText(_folder.File("w.csv")));
        var read = LatentCsv.Read(_folder.File("w.csv")).Frames[0];
        Assert.Equal((frame.Subject, frame.Series), (read.Subject, read.Series));
        File.WriteAllText(_folder.File("p.csv"), "subject,series,slice,frame,area\n'@S1,'-sax,0,3,7\n");
        Assert.Equal(7, PhenotypeTable.Read(_folder.File("p.csv"), "area").Of(read));
    }

    internal sealed record Row(string Name, double Value);
}
