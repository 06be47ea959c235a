using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Tests.Statistics.Association.Reading;

/// <summary>Names of rows as R's write.table(sep = ",") writes them, and what only looks like them.</summary>
public sealed class RowNamesTests
{
    [Theory]
    [InlineData("\"age\",\"bp\"", "\"{0}\",{1}.5,{2}")]
    [InlineData("\"age\",\"bp\"", "\"s{0}\",{1},-{2}")]
    [InlineData("\"age\",\"bp\",\"sex\"", "\"{0}\",{1},\"F\",\"M\"")]
    public void Read_NamesOfAllRows_AreNoColumn(string header, string row)
    {
        var layout = Read(header, row);
        Assert.True(layout.RowNames);
        Assert.Equal(2, layout.IndexOf("bp", "t.csv"));
    }

    [Theory]
    [InlineData("\"id\",\"ef\"", "\"p{0}\",{1},{2}")] // an ejection fraction of 54,5
    [InlineData("\"MRN\",\"ef\"", "\"p{0}\",{1},{2}")]
    [InlineData("nr,ef", "{0},{1},{2}")]
    [InlineData("\"age\",\"bp\"", "\"{0}\",{1},{2}")] // R's names of rows beside whole numbers: what looks like both is refused
    [InlineData("Patient_ID,ef", "{0},{1},{2}")]
    [InlineData("who,ef", "s{0},{1},{2}")] // nothing is quoted
    [InlineData("\"age\",\"bp\"", "\"s\",{1},{2}")] // one name for all
    [InlineData("age,bp", "7{0},{1},{2}")]
    public void Read_WhatMayBeADecimalComma_IsNoName(string header, string row) => Assert.False(Read(header, row).RowNames);

    [Fact]
    public void Read_CommaInSomeRowsOnly_IsNoName() =>
        Assert.False(TableLayout.Read(new StringReader("age,bp\n1,54,120\n2,61\n3,47,118\n4,50,99\n"), "t.csv").RowNames);

    private static TableLayout Read(string header, string row) =>
        TableLayout.Read(
            new StringReader(
                header + "\n" + string.Concat(Enumerable.Range(1, 12).Select(i => string.Format(null, row, i, 40 + i, 110 + i) + "\n"))
            ),
            "t.csv"
        );
}
