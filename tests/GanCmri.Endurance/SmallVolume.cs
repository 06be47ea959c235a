using System.Diagnostics;

namespace GanCmri.Endurance;

/// <summary>A tmpfs of a size, mounted as long as this lives. Mounting takes root.</summary>
internal sealed class SmallVolume : IDisposable
{
    public SmallVolume(string path, long bytes)
    {
        (Path, Bytes) = (path, bytes);
        Directory.CreateDirectory(path);
        Call("mount", "-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", path);
    }

    public string Path { get; }

    public long Bytes { get; }

    public void Resize(long bytes) => Call("mount", "-o", $"remount,size={bytes}", Path);

    public void MakeReadOnly() => Call("mount", "-o", "remount,ro", Path);

    public void Dispose() => Call("umount", Path);

    private static void Call(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ends with {process.ExitCode}; this takes root");
    }
}
