using System.Diagnostics;
using System.Reflection;
using GanCmri.Runtime;
using TorchSharp;

namespace GanCmri.Tests.Runtime;

/// <summary>
/// Numbers reach libtorch by way of <see cref="TensorMath"/> alone: TorchSharp keeps nothing alive that it wraps a number in
/// (docs/decisions/0005).
/// </summary>
public sealed class NumbersInCodeTests
{
    private static readonly string[] OneThread = ["Training.", "Phenotypes.Fitting.", "Latents.Tuning.", "Latents.Encoding.EncoderTrain"];

    [Fact]
    public void ProgramOfAUser_WhoseSettingsAllowCollectionsBesideLibtorch_HasNone()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GanCmri.Tests.Loader.dll"), "gc"])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_gcConcurrent"] = "1" },
        };
        using var process = Process.Start(start)!;
        Assert.Equal("Batch", process.StandardOutput.ReadToEnd().Trim());
    }

    [Fact]
    public void Library_PassesNumbersToLibtorchByTensorMathAlone()
    {
        var makers = Makers();
        var found =
            from method in CallsInCode.Methods(typeof(TensorMath).Assembly)
            where method.DeclaringType != typeof(TensorMath) && !IsOfOneThread(method.DeclaringType!.FullName!)
            let calls = CallsInCode.Of(method).ToArray()
            let holds = method.Name == ".cctor" || calls.Any(c => c.Name == nameof(IDisposable.Dispose))
            from called in calls
            where makers.Contains(called) && !(holds && ReturnsScalar(called))
            select $"{method.DeclaringType!.FullName}.{method.Name}: {called.DeclaringType!.Name}.{called}";
        var list = string.Join('\n', found.Distinct());
        Assert.True(list.Length == 0, list);
    }

    // What fits networks runs on one thread, and no collection runs beside it (LibTorch sets the mode).
    private static bool IsOfOneThread(string type) => OneThread.Any(n => type.StartsWith("GanCmri." + n, StringComparison.Ordinal));

    // A number that is wrapped here is held where its wrapper is a static field, or is disposed of after the call.
    private static bool ReturnsScalar(MethodBase method) => method is MethodInfo { ReturnType: var r } && r == typeof(Scalar);

    // Methods of TorchSharp that wrap a number, or call what does.
    private static HashSet<MethodBase> Makers()
    {
        var calls = CallsInCode.Methods(typeof(torch).Assembly).ToDictionary(m => m, m => CallsInCode.Of(m).ToArray());
        var makers = calls.Keys.Where(ReturnsScalar).ToHashSet();
        for (var before = -1; before != makers.Count; )
        {
            before = makers.Count;
            foreach (var (method, called) in calls)
                if (called.Any(c => makers.Contains(c) || c.DeclaringType == typeof(Scalar) && c.IsConstructor))
                    makers.Add(method);
        }

        return makers;
    }
}
