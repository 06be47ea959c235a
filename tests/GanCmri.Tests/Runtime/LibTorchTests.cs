using System.Runtime.InteropServices;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Tests.Runtime;

public class LibTorchTests
{
    private static string Wrapper => Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    [Fact]
    public void ManualSeed_GivesPythonsValues()
    {
        LibTorch.TuneAllocator();
        manual_seed(1);
        using var x = randn(4);
        Assert.Equal([0.6614, 0.2669, 0.0617, 0.6213], x.data<float>().Select(v => Math.Round(v, 4)));
    }

    [Fact]
    public void WaitingThreads_SleepSoon()
    {
        if (
            !OperatingSystem.IsLinux()
            || Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is not null
            || Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null
        )
            return;
        using var x = zeros(1); // loads the library
        Assert.Equal("3000", Marshal.PtrToStringUTF8(GetEnv("GOMP_SPINCOUNT")));
    }

    [DllImport("libc", EntryPoint = "getenv")]
    private static extern nint GetEnv([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [Fact]
    public void MakeLoadableCopy_ClearsOnlyTheNeedlessVersion()
    {
        var cache = Directory.CreateTempSubdirectory().FullName;
        var copy = LibTorch.MakeLoadableCopy(Wrapper, cache);
        byte[] before = File.ReadAllBytes(Wrapper),
            after = File.ReadAllBytes(copy);
        var (first, second) = Assert.Single(before.Zip(after), p => p.First != p.Second);
        Assert.Equal(2, first ^ second); // the flag of a need that may be missing
        Assert.True(new ElfVersionNeeds(before).MarkWeak("GLIBCXX_3.4.32"));
        Assert.Equal(before, after);
        Assert.Equal(copy, LibTorch.MakeLoadableCopy(Wrapper, cache));
        Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public void MarkWeak_VersionInUse_IsRefused()
    {
        var needs = new ElfVersionNeeds(File.ReadAllBytes(Wrapper));
        Assert.Throws<InvalidDataException>(() => needs.MarkWeak("GLIBCXX_3.4"));
    }

    [Fact]
    public void ElfVersionNeeds_NotElf_IsRefused() => Assert.Throws<InvalidDataException>(() => new ElfVersionNeeds(new byte[100]));

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    public void TorchDevice_UnknownText_SaysWhatIsExpected(string text) =>
        Assert.Contains("expected auto, cpu, cuda or cuda:N", Assert.Throws<InputException>(() => TorchDevice.Parse(text)).Message);
}
