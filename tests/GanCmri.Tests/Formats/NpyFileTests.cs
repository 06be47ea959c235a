using System.Text;
using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Tests.Formats;

public sealed class NpyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_EveryType_ReadsBackEqual()
    {
        Check(new[] { true, false, true }, StoredType.Bool);
        Check(new byte[] { 0, 255, 3 }, StoredType.U8);
        Check(new sbyte[] { -128, 127, 3 }, StoredType.I8);
        Check(new ushort[] { 0, 65535, 3 }, StoredType.U16);
        Check(new short[] { -32768, 32767, 3 }, StoredType.I16);
        Check(new uint[] { 0, uint.MaxValue, 3 }, StoredType.U32);
        Check(new[] { int.MinValue, int.MaxValue, 3 }, StoredType.I32);
        Check(new ulong[] { 0, ulong.MaxValue, 3 }, StoredType.U64);
        Check(new[] { long.MinValue, long.MaxValue, 3 }, StoredType.I64);
        Check(new[] { (Half)1.5, Half.NegativeInfinity, Half.Epsilon }, StoredType.F16);
        Check(new[] { 1.5f, float.NaN, float.Epsilon }, StoredType.F32);
        Check(new[] { Math.PI, double.NaN, double.Epsilon }, StoredType.F64);
    }

    [Theory]
    [InlineData(new int[0], 1)]
    [InlineData(new[] { 0 }, 0)]
    [InlineData(new[] { 5 }, 5)]
    [InlineData(new[] { 2, 3, 4 }, 24)]
    public void Write_EveryRank_ElementsBeginAtAMultipleOf64(int[] shape, int count)
    {
        var path = _folder.File("a.npy");
        NpyFile.Write(path, NpyArray.Of(new float[count], shape));
        Assert.Equal(0, (new FileInfo(path).Length - 4 * count) % 64);
        Assert.Equal(shape, NpyFile.Read(path).Shape);
    }

    [Fact]
    public void Read_BigEndianFortranOrderVersion3_GivesCOrder()
    {
        // numpy.asfortranarray([[1, 2, 3], [4, 5, 6]]).astype('>i2')
        var path = Save(3, "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }\n", [0, 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6]);
        Assert.Equal([1, 2, 3, 4, 5, 6], NpyFile.Read(path).As<short>());
    }

    [Theory]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (3,), }", "'|O'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }", "12 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", "12 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647, 2147483647), }", "12 bytes")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }", "a larger shape")]
    [InlineData("{'descr': '<f4', 'shape': (3,), }", "another header")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), 'x': (3,)}", "another header")]
    [InlineData("__import__('os').system('true')", "another header")]
    public void Read_HeaderThatLies_NamesWhatIsWrong(string header, string found)
    {
        var error = Assert.Throws<InputException>(() => NpyFile.Read(Save(1, header, new byte[12])));
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TruncatedAnywhere_IsOneClearError()
    {
        var path = _folder.File("a.npy");
        NpyFile.Write(path, NpyArray.Of([1f, 2, 3], 3));
        var whole = File.ReadAllBytes(path);
        for (var n = 0; n < whole.Length; n++)
        {
            File.WriteAllBytes(path, whole[..n]);
            Assert.Throws<InputException>(() => NpyFile.Read(path));
        }
    }

    [Fact]
    public void Read_ShapeThatBacktracks_IsOneClearErrorAtOnce() =>
        Assert.Throws<InputException>(() =>
            NpyFile.Read(Save(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (" + new string('1', 60) + "x), }\n", [0]))
        );

    [Fact]
    public void Read_ShapeOfSpacesThatBacktrack_IsOneClearError() =>
        Assert.Throws<InputException>(() => NpyFile.Read(Save(1, "{'shape': (1" + new string(' ', 60_000) + "x\n", [0])));

    [Fact]
    public void Read_NoFile_NamesThePath() =>
        Assert.Contains("nowhere.npy", Assert.Throws<InputException>(() => NpyFile.Read("nowhere.npy")).Message, StringComparison.Ordinal);

    private void Check<T>(T[] data, StoredType type)
        where T : unmanaged
    {
        var path = _folder.File("a.npy");
        NpyFile.Write(path, NpyArray.Of(data, 3, 1));
        var read = NpyFile.Read(path);
        Assert.Equal(type, read.Type);
        Assert.Equal([3, 1], read.Shape);
        Assert.Equal(data, read.As<T>());
    }

    private string Save(byte version, string header, byte[] data)
    {
        var text = Encoding.ASCII.GetBytes(header);
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes(text.Length);
        var path = _folder.File("a.npy");
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. data]);
        return path;
    }
}
