using System.Text;
using GanCmri.Formats.Pickles;
using GanCmri.Runtime;

namespace GanCmri.Tests.Formats.Pickles;

public sealed class UnpicklerTests
{
    [Theory]
    // Python: pickle.dumps({'a': [1, -2, 3.5, None, True], 'b': (b'xy', 'ü', 2**70)}, protocol)
    [InlineData(
        0,
        "KGRwMApWYQpwMQoobHAyCkkxCmFJLTIKYUYzLjUKYU5hSTAxCmFzVmIKcDMKKGNfY29kZWNzCmVuY29kZQpwNAooVnh5CnA1ClZsYXRpbjEKcD"
            + "YKdHA3ClJwOApW/ApwOQpMMTE4MDU5MTYyMDcxNzQxMTMwMzQyNEwKdHAxMApzLg=="
    )]
    [InlineData(
        2,
        "gAJ9cQAoWAEAAABhcQFdcQIoSwFK/v///0dADAAAAAAAAE6IZVgBAAAAYnEDY19jb2RlY3MKZW5jb2RlCnEEWAIAAAB4eXEFWAYAAABsYXRpbj"
            + "FxBoZxB1JxCFgCAAAAw7xxCYoJAAAAAAAAAABAh3EKdS4="
    )]
    [InlineData(5, "gAWVOgAAAAAAAAB9lCiMAWGUXZQoSwFK/v///0dADAAAAAAAAE6IZYwBYpRDAnh5lIwCw7yUigkAAAAAAAAAAECHlHUu")]
    public void Read_EveryKindOfValue_GivesThem(int protocol, string base64)
    {
        var shape = new PickleShape("test");
        var dict = shape.Dict(Read(Convert.FromBase64String(base64)), "root");
        Assert.Equal([1L, -2L, 3.5, null, true], shape.List(dict["a"], "a"));
        var b = shape.List(dict["b"], "b");
        var bytes = new byte[2];
        shape.Bytes(b[0], "bytes").Read(0, bytes);
        Assert.Equal("xy"u8.ToArray(), bytes);
        Assert.Equal("ü", b[1]);
        Assert.Equal(System.Numerics.BigInteger.Pow(2, 70), b[2]);
        Assert.InRange(protocol, 0, 5);
    }

    [Theory]
    [InlineData("cos\nsystem\n(S'true'\ntR.", "os.system")]
    [InlineData("cposix\nsystem\n(S'true'\ntR.", "posix.system")]
    [InlineData("c__builtin__\neval\n(S'1'\ntR.", "__builtin__.eval")]
    [InlineData("cbuiltins\neval\n(S'1'\ntR.", "builtins.eval")]
    [InlineData("cbuiltins\ngetattr\n.", "builtins.getattr")]
    [InlineData("(S'true'\nios\nsystem\n.", "os.system")]
    [InlineData("(cos\nsystem\nS'true'\no.", "os.system")]
    [InlineData("\u008c\u0002os\u008c\u0006system\u0093.", "os.system")]
    [InlineData("ccollections\nOrderedDict.__init__\n.", "collections.OrderedDict.__init__")]
    [InlineData("c\u001b]0;x\u0007\nsystem\n.", "'?")]
    [InlineData("Psome file\n.", "persistent id")]
    [InlineData("K\u0001Q.", "persistent id")]
    [InlineData("\u0082\u0001.", "0x82")]
    [InlineData("\u0097.", "0x97")]
    public void Read_WhatWouldRunCode_IsRefusedByName(string pickle, string named)
    {
        var error = Assert.Throws<InputException>(() => Read(Encoding.Latin1.GetBytes(pickle)));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("\u0080\u0006.")] // Unknown protocol.
    [InlineData("")]
    [InlineData(".")]
    [InlineData("0.")]
    [InlineData("t.")]
    [InlineData("e.")]
    [InlineData("K\u0001K\u0002R.")] // A call of a number.
    [InlineData("}K\u0001b.")] // A state for a dictionary.
    [InlineData("](K\u0001u.")] // Items for a list.
    [InlineData("}(K\u0001u.")] // A key without its value.
    [InlineData("h\u0001.")] // A memo that was never stored.
    [InlineData("Nr\u00ff\u00ff\u00ff\u00ff.")] // A far memo.
    [InlineData("Iabc\n.")]
    [InlineData("Fabc\n.")]
    [InlineData("S'abc\n.")]
    [InlineData("V\\u12\n.")]
    [InlineData("\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff.")] // A frame of 2^64 bytes.
    [InlineData("\u008d\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000.")] // A text of 2^40 bytes.
    [InlineData("\u008e\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000.")] // Bytes of 2^40.
    [InlineData("\u0096\u0000\u0000\u0000\u0000\u0000\u0001\u0000\u0000.")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ff.")]
    [InlineData("B\u00ff\u00ff\u00ff\u00ff.")]
    [InlineData("T\u00ff\u00ff\u00ff\u00ff.")]
    [InlineData("\u008b\u00ff\u00ff\u00ff\u007f.")] // A number of 2^31 bytes.
    [InlineData("X\u0001\u0000\u0000\u0000\u00ff.")] // No UTF-8.
    public void Read_Damaged_IsOneClearError(string pickle) => Assert.Throws<InputException>(() => Read(Encoding.Latin1.GetBytes(pickle)));

    [Theory]
    [InlineData('(')] // Marks.
    [InlineData(']')] // Lists.
    [InlineData('}')] // Dictionaries.
    [InlineData('\u008f')] // Sets.
    [InlineData('N')]
    [InlineData('2')]
    public void Read_MillionsOfOneOpcode_StopsWithinTheBudget(char op)
    {
        var bytes = new byte[8 << 20];
        Array.Fill(bytes, (byte)op);
        bytes[0] = (byte)'N';
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InputException>(() => Read(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
    }

    [Fact]
    public void Read_TuplesNestedAMillionDeep_NeitherOverflowsNorExceedsTheBudget()
    {
        var bytes = new byte[1_000_000];
        Array.Fill(bytes, (byte)0x85);
        bytes[0] = (byte)'N';
        bytes[^1] = (byte)'.';
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Assert.IsType<object?[]>(Read(bytes));
        }
        catch (InputException)
        {
            // Refusing is as good as reading.
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
    }

    [Fact]
    public void Read_ListOfItself_IsReadWithoutEnd()
    {
        // l = []; l.append(l)
        var list = Assert.IsType<List<object?>>(Read(Encoding.Latin1.GetBytes("]q\u0000h\u0000a.")));
        Assert.Same(list, list[0]);
    }

    [Fact]
    public void Read_BillionLaughs_SharesInsteadOfMultiplying()
    {
        // Each of 60 lists holds the one before ten times: 10^60 elements if anybody counted.
        var text = new StringBuilder("]q\u0000");
        for (var i = 1; i <= 60; i++)
        {
            text.Append("](").Insert(text.Length, $"h{(char)(i - 1)}", 10).Append('e').Append('q').Append((char)i);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsType<List<object?>>(Read(Encoding.Latin1.GetBytes(text.Append('.').ToString())));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Read_LongSourceText_IsNeitherReadNorKept()
    {
        var source = new string('x', 20_000_000);
        var pickle = PickleWriter.Dump(new Dictionary<string, object?> { ["module_src"] = source, ["build_module_src"] = "short" });
        var before = GC.GetAllocatedBytesForCurrentThread();
        var dict = Assert.IsType<PickleDict>(Read(pickle));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.IsType<PickleText>(dict.Texts["module_src"]);
        Assert.IsType<PickleText>(dict.Texts["build_module_src"]);
    }

    private static object? Read(byte[] pickle) =>
        Unpickler.Read(
            new PickleCursor(new ByteSource("test.pkl", pickle).All),
            new PickleGlobals(["collections.OrderedDict", "_codecs.encode"]),
            new PickleBudget("test.pkl")
        );
}
