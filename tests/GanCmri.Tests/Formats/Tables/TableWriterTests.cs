using System.Globalization;
using System.Text;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using Xunit;

namespace GanCmri.Tests.Formats.Tables;

public sealed class TableWriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gancmri-csv").FullName;
    private static readonly TableWriter<(string Name, double Value)> Table = new TableWriter<(string Name, double Value)>()
        .Text("name", r => r.Name)
        .Number("LVEDA (px)", r => r.Value);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+x", "'+x")]
    [InlineData("-x", "'-x")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("-1e-05", "-1e-05")]
    [InlineData("+15%", "+15%")]
    [InlineData("-2.5%", "-2.5%")]
    [InlineData("+15%+1", "'+15%+1")]
    [InlineData("+15%\n", "\"'+15%\n\"")]
    [InlineData("a=b", "a=b")]
    public void Save_TextLikeAFormula_IsNeutralised(string given, string written) =>
        Assert.Equal($"name,LVEDA (px)\n{written},1\n", Saved((given, 1)));

    [Fact]
    public void Save_Numbers_ReadBackUnchangedInAnyLanguage()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            Assert.Equal("name,LVEDA (px)\na,-0.1\nb,0.30000000000000004\nc,\n", Saved(("a", -0.1), ("b", 0.1 + 0.2), ("c", double.NaN)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Save_TextWithCommaAndQuote_IsQuoted() => Assert.Equal("name,LVEDA (px)\n\"a, \"\"b\"\"\",1\n", Saved(("a, \"b\"", 1)));

    [Fact]
    public void Save_FailingRow_LeavesOldFile()
    {
        var path = Path.Combine(_folder, "t.csv");
        File.WriteAllText(path, "old");
        static IEnumerable<(string, double)> Rows()
        {
            yield return ("a", 1);
            throw new InputException("row 2", "a row", "none", "stop");
        }

        Assert.Throws<InputException>(() => Table.Save(path, Rows()));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    private string Saved(params (string, double)[] rows)
    {
        var path = Path.Combine(_folder, "t.csv");
        Table.Save(path, rows);
        return Encoding.UTF8.GetString(File.ReadAllBytes(path));
    }
}
