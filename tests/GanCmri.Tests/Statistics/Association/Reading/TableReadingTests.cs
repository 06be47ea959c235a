using System.Globalization;
using System.IO.Compression;
using System.Text;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association.Reading;

/// <summary>One small table written in many ways: it is read the same, or refused with a line that says what it is.</summary>
public sealed class TableReadingTests : IDisposable
{
    private const string Plain = "y,x,sex\n1.5,1,M\n2,2,F\n4,3,M\n3.5,4,F\n6,5,Müller\n5,7,M\n";
    private static readonly AssociationOptions Options = new()
    {
        Outcomes = ["y"],
        Exposures = ["x"],
        Covariates = ["sex"],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[]> Spellings()
    {
        static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
        static byte[] With(Encoding encoding, string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
        var spaced = Plain.Replace(',', ' ');
        string[] lines = Plain.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string Lines(Func<string, int, string> line) => string.Concat(lines.Select((l, i) => line(l, i) + "\n"));
        return new TheoryData<string, byte[]>
        {
            { "UTF-8 with byte order mark", With(new UTF8Encoding(true), Plain) },
            { "UTF-16", With(Encoding.Unicode, Plain) },
            { "UTF-16, big end first", With(Encoding.BigEndianUnicode, Plain) },
            { "UTF-16 without mark", Encoding.Unicode.GetBytes(Plain) },
            { "UTF-32", With(Encoding.UTF32, Plain) },
            { "Latin-1", Encoding.Latin1.GetBytes(Plain) },
            { "carriage returns alone", Utf8(Plain.Replace('\n', '\r')) },
            { "carriage returns and line feeds", Utf8(Plain.Replace("\n", "\r\n")) },
            { "no end of the last line", Utf8(Plain.TrimEnd()) },
            { "sep line", Utf8("sep=;\r\n" + Plain.Replace(',', ';')) },
            { "quoted sep line", Utf8("\"sep=|\"\n" + Plain.Replace(',', '|')) },
            { "comments and empty lines", Utf8("# made by, me\n\n#\n" + Plain + "\n# the end\n") },
            { "commented header", Utf8("#" + Plain.Replace(',', '\t')) },
            { "trailing delimiter in rows", Utf8(Lines((l, i) => i > 0 ? l + "," : l)) },
            { "trailing delimiter in the header", Utf8(Lines((l, i) => i == 0 ? l + "," : l)) },
            { "a spreadsheet's empty rows", Utf8(Lines((l, i) => i == 2 ? ",,\n" + l : l) + ",,\n, ,\n\"\",\"\",\"\"\n") },
            { "trailing delimiters", Utf8(Lines((l, i) => l + ",,")) },
            { "write.table", Utf8(Lines((l, i) => i == 0 ? "\"y\" \"x\" \"sex\"" : $"\"{i}\" " + l.Replace(',', ' '))) },
            { "write.csv", Utf8(Lines((l, i) => i == 0 ? "\"\",\"y\",\"x\",\"sex\"" : $"\"{i}\"," + l)) },
            { "row names and tabs", Utf8(Lines((l, i) => i == 0 ? l.Replace(',', '\t') : $"s{i}\t" + l.Replace(',', '\t'))) },
            { "spaces", Utf8(spaced) },
            { "bars", Utf8(Plain.Replace(',', '|')) },
            { "commas in a quoted name", Utf8(Lines((l, i) => i == 0 ? "\"a, b, c, d\";y;x;sex" : $"\"1,2\";{l.Replace(',', ';')}")) },
            { "spaces around cells", Utf8(Plain.Replace(",", " , ")) },
            { "line end in a quoted cell", Utf8(Lines((l, i) => i == 0 ? "note," + l : $"\"two\nlines, \"\"of {i}\"\"\"," + l)) },
        };
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Run_SameTableSpeltOtherwise_ReadTheSame(string spelling, byte[] bytes)
    {
        var expected = Run(Encoding.UTF8.GetBytes(Plain), "plain.csv");
        var found = Run(bytes, "other.csv");
        Assert.True(expected.Rows.Single().Beta == found.Rows.Single().Beta, spelling);
        Assert.Equal((6, 0), (found.Rows.Single().Used, found.Rows.Single().Missing));
        Assert.Contains("sex: categories F, M, Müller; compared with the first that a model has rows of", found.Notes);
    }

    [Fact]
    public void Run_Gzip_IsUnpacked()
    {
        var packed = Gzip(Plain);
        Assert.Equal(Run(Encoding.UTF8.GetBytes(Plain), "plain.csv").Rows.Single().Beta, Run(packed, "t.csv.gz").Rows.Single().Beta);
        Assert.Contains("an R data file", Refusal(Gzip("RDX3\n...")));
    }

    public static TheoryData<byte[], string> NoTables() =>
        new()
        {
            { [0x50, 0x4B, 3, 4, 20, 0], "an Excel workbook" },
            { [0xD0, 0xCF, 0x11, 0xE0, 0xA1], "an old Excel workbook" },
            { "<!DOCTYPE html><html>"u8.ToArray(), "a web page" },
            { "{\"y\": [1, 2]}"u8.ToArray(), "JSON" },
            { "version https://git-lfs.github.com/spec/v1"u8.ToArray(), "Git LFS" },
            { [1, 2, 0, 0, 0, 7, 0, 9], "a binary file" },
            { [], "a header line" },
            { "\n\n"u8.ToArray(), "a header line" },
            { "1,2,3\n4,5,6\n"u8.ToArray(), "a first line of numbers only" },
            { "y   x   sex\n1   2   M\n2   3   F\n"u8.ToArray(), "aligned by several spaces" },
            {
                "Our study of 2024\n\ny,x,sex\n1,2,M\n"u8.ToArray(),
                "a first line that is one cell, 'Our study of 2024'; take away the lines above the header"
            },
            { "y,x,sex\n1,2,M\n1,2\n"u8.ToArray(), "data row 2: expected as many cells as the header (3), found 2" },
            { "y,x,sex\n1,2,M\n1,2,F,3\n"u8.ToArray(), "data row 2: expected as many cells as the header (3), found 4" },
            { "y,x,sex\n1,2,M\n1,5,2,F\n"u8.ToArray(), "write decimal points, 3.5 and not 3,5" },
            { "y,x,sex,coil\n1,2,M,12\"\n2,3,F,8\"\n2,3,F,8\n"u8.ToArray(), "quotation marks around whole cells" },
            { "y,x,sex\n1,2,\"M\n2,3,F\n4,5,M\n"u8.ToArray(), "quotation marks around whole cells" },
            { "y,x,sex,x\n1,2,M,2\n"u8.ToArray(), "one column of that name" },
        };

    [Theory]
    [MemberData(nameof(NoTables))]
    public void Run_NoTable_SaysWhatItIs(byte[] bytes, string expected) =>
        Assert.Contains(expected, Refusal(bytes), StringComparison.Ordinal);

    [Fact]
    public void Run_GzipCutShort_IsRefused()
    {
        var packed = Gzip(
            "y,x,sex\n"
                + string.Concat(
                    Enumerable.Range(0, 30_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 37 % 1009},{i},M\n"))
                )
        );
        foreach (var left in new[] { packed.Length / 2, packed.Length - 6, 200, 20 })
            Assert.Contains("a whole gzip file", Refusal(packed[..left]), StringComparison.Ordinal);
    }

    private string Refusal(byte[] bytes) => Assert.Throws<InputException>(() => Run(bytes, "t.csv")).Message;

    private AssociationTable Run(byte[] bytes, string name)
    {
        File.WriteAllBytes(_folder.File(name), bytes);
        return AssociationStudy.Run(_folder.File(name), Options);
    }

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
