using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging;

/// <summary>Damages files and checks that readers stay calm.</summary>
internal static class Fuzz
{
    private const long MostBytes = 64 << 20;

    /// <summary>Changes bytes from a place on, and cuts the end off in about half of the cases.</summary>
    public static byte[] Mutate(byte[] original, int from, int cut, (int At, byte Value)[] changes)
    {
        var bytes = original.ToArray();
        foreach (var (at, value) in changes)
            bytes[from + at % (bytes.Length - from)] = value;
        return cut < bytes.Length && cut % 2 == 0 ? bytes[..cut] : bytes;
    }

    /// <summary>Reads a file: a result or an <see cref="InputException"/> of one line, and no large allocation.</summary>
    public static void ReadsOrRefuses(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Assert.NotEmpty(CineReader.Read(path));
        }
        catch (InputException e)
        {
            Assert.DoesNotContain('\n', e.Message);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }
}
