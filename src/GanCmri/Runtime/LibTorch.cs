using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Security.Cryptography;

namespace GanCmri.Runtime;

/// <summary>
/// Makes libtorch load and run well. TorchSharp 0.107's libLibTorchSharp.so names GLIBCXX_3.4.32 although nothing in it
/// uses that version, so Debian 12, Ubuntu 22.04 and RHEL 9 refuse it. When (and only when) the normal search has failed,
/// a private copy of that one file is made whose version need is marked weak, and loaded instead.
/// </summary>
public static partial class LibTorch
{
    private const string Wrapper = "libLibTorchSharp.so";
    private static readonly string PackedNatives = Path.Combine("runtimes", "linux-x64", "native");
    private const string NeedlessVersion = "GLIBCXX_3.4.32";
    private static readonly string[] Dependencies = ["libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>
    /// Tells glibc malloc to keep large blocks instead of returning them to the system at every call: about 2x the speed of
    /// 256 x 256 synthesis on a CPU. All threads share what is kept. Call before the first tensor is made. Does nothing outside Linux
    /// with glibc.
    /// </summary>
    public static void TuneAllocator()
    {
        if (!OperatingSystem.IsLinux())
            return;
        const int TrimThreshold = -1,
            TopPad = -2,
            MmapMax = -4,
            ArenaMax = -8;
        try
        {
            _ = MallOpt(ArenaMax, 1); // else each of a server's threads would keep blocks of its own
            _ = MallOpt(MmapMax, 0);
            _ = MallOpt(TrimThreshold, int.MaxValue);
            _ = MallOpt(TopPad, 64 << 20);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // Not glibc (musl has no mallopt): the defaults stay.
        }
    }

#pragma warning disable CA2255 // The handler must be there before the first use of torch, wherever that is.
    [ModuleInitializer]
    internal static void Install()
    {
        // No collection beside a call of libtorch, whatever the program's settings: docs/decisions/0005.
        if (GCSettings.LatencyMode == GCLatencyMode.Interactive)
            GCSettings.LatencyMode = GCLatencyMode.Batch;
        if (!OperatingSystem.IsLinux())
            return;
        WaitBriefly();
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        LoadBeforeANotebookDoes();
    }
#pragma warning restore CA2255

    // A notebook's own search comes before ours. It tries libtorch_cpu.so as it lies in NuGet's folder, fails, and leaves the libraries
    // that it needs unusable for the whole process; loaded one after the other beforehand, they are found.
    private static void LoadBeforeANotebookDoes()
    {
        var library = typeof(LibTorch).Assembly;
        if (NuGetFolder.Find(library, "TorchSharp", PackedNatives) is null)
            return;
        try
        {
            _ = Resolve(library, Wrapper);
        }
        catch (DllNotFoundException)
        {
            // Said when libtorch is first used.
        }
    }

    /// <summary>Writes the loadable copy of a wrapper library into a cache folder named by the file's hash, once.</summary>
    /// <exception cref="InvalidDataException">The file is no ELF library, or really uses the version.</exception>
    internal static string MakeLoadableCopy(string original, string cacheRoot)
    {
        var bytes = File.ReadAllBytes(original);
        var copy = Path.Combine(cacheRoot, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16], Wrapper);
        if (File.Exists(copy))
            return copy;
        new ElfVersionNeeds(bytes).MarkWeak(NeedlessVersion);
        AtomicFile.WriteBytes(copy, bytes);
        return copy;
    }

    private static nint Resolve(Assembly assembly, string name)
    {
        if (name is not ("LibTorchSharp" or Wrapper))
            return 0;
        var folder = NativeFolders(assembly).FirstOrDefault(d => File.Exists(Path.Combine(d, Wrapper)));
        if (folder is null)
            return 0; // No libtorch package at all: TorchSharp's own message says which to add.
        try
        {
            foreach (var library in Dependencies)
            {
                var path = NativeFolders(assembly).Select(d => Path.Combine(d, library)).FirstOrDefault(File.Exists);
                if (path is not null)
                    NativeLibrary.Load(path);
            }

            return NativeLibrary.Load(MakeLoadableCopy(Path.Combine(folder, Wrapper), CacheFolder()));
        }
        catch (Exception e) when (e is DllNotFoundException or InvalidDataException or InputException or IOException)
        {
            throw new DllNotFoundException(
                $"{Wrapper} does not load here, as it is or as a copy without its need for {NeedlessVersion}: {e.Message} "
                    + "Install a newer libstdc++ (GCC 13.1 or later), or set XDG_CACHE_HOME to a folder that can be written.",
                e
            );
        }
    }

    private static IEnumerable<string> NativeFolders(Assembly torchSharp)
    {
        yield return Path.Combine(AppContext.BaseDirectory, PackedNatives);
        yield return AppContext.BaseDirectory;
        var searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        foreach (var folder in searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
        foreach (var package in (string[])["TorchSharp", "libtorch-cpu-linux-x64"])
            if (NuGetFolder.Find(torchSharp, package, PackedNatives) is { } folder)
                yield return folder;
    }

    private static string CacheFolder()
    {
        var home = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(home))
        {
            var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            home = user.Length > 0 ? Path.Combine(user, ".cache") : Path.GetTempPath();
        }

        return Path.Combine(home, "gancmri", "native");
    }

    // libtorch's threads (libgomp) wait for each other by spinning 300,000 times before they sleep. Where another program wants the same
    // cores that costs 3 to 17 times the work; spinning 3,000 times costs 10 to 20 % where nothing else runs: docs/decisions/0013. What the
    // user has set stays. The variable must be in the process's own environment, which .NET's Environment does not change.
    private static void WaitBriefly()
    {
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is not null)
            return;
        try
        {
            _ = SetEnv("GOMP_SPINCOUNT", "3000", overwrite: 0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // No libc of that name: slower beside other programs, right all the same.
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnv(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);
}
