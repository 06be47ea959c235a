using GanCmri.Formats.Tables;
using GanCmri.Formats.Tables.Parquet;

namespace GanCmri.Tests.Formats.Tables.Parquet;

public sealed class FooterCheckTests
{
    [Fact]
    public void Run_AFileOfOurs_IsRightAndWithADamagedFooterIsNot()
    {
        using var folder = new TemporaryFolder();
        new TableWriter<int>()
            .Text("subject", i => $"p{i}")
            .Number("lv_area_mm2", i => i + .5)
            .Save(folder.File("t.parquet"), Enumerable.Range(0, 30));
        var whole = File.ReadAllBytes(folder.File("t.parquet"));
        FooterCheck.Run(new MemoryStream(whole));
        var length = BitConverter.ToInt32(whole, whole.Length - 8);
        Array.Fill(whole, byte.MaxValue, whole.Length - 8 - length, 8);
        Assert.Throws<InvalidDataException>(() => FooterCheck.Run(new MemoryStream(whole)));
    }

    [Theory]
    [InlineData(new byte[] { 0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0 })] // a list of 2^31 structures
    [InlineData(new byte[] { 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0 })] // a text of 2^31 bytes
    [InlineData(new byte[] { 0x15, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0 })] // a number without end
    [InlineData(new byte[] { 0x1C, 0x1C, 0x1C })] // structures without end
    public void Run_LengthsBeyondTheFooter_AreDamage(byte[] footer) =>
        Assert.Throws<InvalidDataException>(() =>
            FooterCheck.Run(new MemoryStream([.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8]))
        );
}
