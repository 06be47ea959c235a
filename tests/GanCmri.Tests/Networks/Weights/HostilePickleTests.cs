using System.Globalization;
using System.Text;
using CsCheck;
using GanCmri.Formats.Pickles;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Formats.Pickles;

namespace GanCmri.Tests.Networks.Weights;

/// <summary>Files that lie, are cut or are changed at random end in one clear error, within 64 MiB beyond the file.</summary>
public sealed class HostilePickleTests
{
    private const long Allowance = 64L << 20;
    private static readonly byte[] Network = SmallNetwork();

    [Fact]
    public void Load_CutAtEveryByte_IsOneClearError()
    {
        Assert.Null(Load(Network));
        for (var n = 0; n < Network.Length; n++)
            Assert.NotNull(Load(Network.AsMemory(0, n)));
    }

    [Fact]
    public void Load_MutatedAtRandom_ReadsOrEndsInOneClearError()
    {
        // CsCheck_Iter=100000 runs more; CsCheck_Seed=... repeats a failure.
        var count = long.TryParse(
            Environment.GetEnvironmentVariable("CsCheck_Iter"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var n
        )
            ? n
            : 3000;
        var mutation = Gen.Select(Gen.Int[0, 4], Gen.Int[0, Network.Length - 1], Gen.Byte, Gen.Int[1, 64]);
        int refused = 0,
            total = 0;
        mutation
            .Array[1, 4]
            .Sample(
                mutations =>
                {
                    var bytes = mutations.Aggregate(Network, Mutate);
                    if (Load(bytes) is not null)
                        Interlocked.Increment(ref refused);
                    Interlocked.Increment(ref total);
                },
                iter: count,
                threads: 1
            );
        Assert.InRange(refused, total / 20, total);
        Assert.InRange(total, count, long.MaxValue);
    }

    [Theory]
    [InlineData(0, "strides")] // A million by a million numbers made of one.
    [InlineData(1, "strides")]
    [InlineData(2, "fill")]
    public void Load_TensorLargerThanItsStorage_IsRefused(int kind, string named)
    {
        object?[] shape = kind == 2 ? [4, 4] : [1_000_000, 1_000_000],
            strides = kind == 0 ? [0, 0] : [4, kind == 2 ? -1 : 1];
        var tensor = AdaPickle.Torch(new byte[64], "FloatStorage", 4, shape, strides);
        Assert.Contains(named, Refusal(PickleWriter.Dump(With("w_avg", tensor))), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NameWithTerminalControls_IsShownWithoutThem()
    {
        var tensor = AdaPickle.Torch(new byte[4], "FloatStorage", 4, [9], [1]);
        Assert.Contains("'a?b?[31m'", Refusal(PickleWriter.Dump(With("a\nb\u001b[31m", tensor))), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ModuleThatContainsItself_IsRefused()
    {
        // {'G_ema': m}, m's state = {'_modules': {'a': m}}: memo 0 is the dictionary of modules.
        var text = "}X\u0005\0\0\0G_ema" + Persistent("}q\0X\u0001\0\0\0a" + Persistent("h\0") + "s") + "s.";
        Assert.Contains("modules", Refusal(Encoding.Latin1.GetBytes(text)), StringComparison.Ordinal);

        static string Persistent(string modules) =>
            "ctorch_utils.persistence\n_reconstruct_persistent_obj\n(}(X\u0004\0\0\0typeX\u0005\0\0\0classX\n\0\0\0class_nameX\u0001\0\0\0M"
            + "X\u0005\0\0\0state}(X\u000b\0\0\0_parameters}X\u0008\0\0\0_buffers}X\u0008\0\0\0_modules"
            + modules
            + "uutR";
    }

    [Theory]
    [InlineData("\u0080\u0003}X\u0001\0\0\0GNs.")] // No network.
    [InlineData("PK\u0003\u0004 a torch.save zip")]
    [InlineData("NNN\u0087.")]
    [InlineData("\u0010\0\0\0\0\0\0\0{\"a\":1}")]
    [InlineData("")]
    public void Load_AnotherKindOfFile_IsRefused(string text) => Refusal(Encoding.Latin1.GetBytes(text));

    private static byte[] Mutate(byte[] bytes, (int Kind, int At, byte Value, int Length) m)
    {
        if (bytes.Length == 0)
            return bytes;
        int at = m.At % bytes.Length,
            end = Math.Min(at + m.Length, bytes.Length);
        switch (m.Kind)
        {
            case 0:
                var changed = (byte[])bytes.Clone();
                changed[at] = m.Value;
                return changed;
            case 1:
                return [.. bytes[..at], m.Value, .. bytes[at..]];
            case 2:
                return [.. bytes[..at], .. bytes[end..]];
            case 3:
                return [.. bytes[..end], .. bytes[at..]]; // Twice.
            default:
                var flipped = (byte[])bytes.Clone();
                flipped[at] ^= (byte)(1 << (m.Value & 7));
                return flipped;
        }
    }

    private static Dictionary<string, object?> With(string buffer, PyCall tensor) =>
        new()
        {
            ["G_ema"] = new PyCall(
                "torch_utils.persistence",
                "_reconstruct_persistent_obj",
                [
                    new Dictionary<string, object?>
                    {
                        ["type"] = "class",
                        ["class_name"] = "Generator",
                        ["state"] = new Dictionary<string, object?>
                        {
                            ["_parameters"] = new Dictionary<string, object?>(),
                            ["_modules"] = new Dictionary<string, object?>(),
                            ["_buffers"] = new Dictionary<string, object?> { [buffer] = tensor },
                        },
                    },
                ]
            ),
        };

    private static byte[] SmallNetwork()
    {
        using var generator = new StyleGan2Generator(
            new GeneratorOptions
            {
                Resolution = 4,
                ZDim = 3,
                WDim = 2,
                MappingLayers = 1,
                ChannelBase = 8,
                ChannelMax = 2,
            },
            NetworkFileTests.Random(1)
        );
        return new AdaPickle().Bytes(("G_ema", generator));
    }

    private static string Refusal(byte[] bytes) => Load(bytes) ?? throw new Xunit.Sdk.XunitException("the file was read");

    /// <summary>Loads a pickle; null if that works, else the error's message. Any other exception fails the test.</summary>
    private static string? Load(ReadOnlyMemory<byte> bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var source = new ByteSource("test.pkl", bytes);
            new PickledNetworks(source).Read("G_ema").ToGenerator(source.Length).Dispose();
            return null;
        }
        catch (InputException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            return e.Message;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bytes.Length + Allowance);
        }
    }
}
