using System.Diagnostics;
using System.Reflection;
using GanCmri.Runtime;
using TorchSharp;

namespace GanCmri.Tests.Runtime;

/// <summary>
/// Numbers reach libtorch by way of <see cref="TensorMath"/> alone: TorchSharp keeps nothing alive that it wraps a number in (docs/decisions/0005).
/// </summary>
public sealed class NumbersInCodeTests
{
    private static readonly string[] OneThread = ["Training.", "Phenotypes.Fitting.", "Latents.Tuning.", "Latents.Encoding.EncoderTrain"];

    [Fact]
    public void ProgramOfAUser_WhoseSettingsAllowCollectionsBesideLibtorch_HasNone()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GanCmri.Tests.Loader.dll"), "gc"]) { RedirectStandardOutput = true, Environment = { ["DOTNET_gcConcurrent"] = "1" } };
        using var process = Process.Start(start)!;
        Assert.Equal("Batch", process.StandardOutput.ReadToEnd().Trim());
    }

    [Fact]
    public void Library_PassesNumbersToLibtorchByTensorMathAlone()
    {
        var makers = Makers();
        var found = from method in CallsInCode.Methods(typeof(TensorMath).Assembly)
                    where method.DeclaringType != typeof(TensorMath) && !IsOfOneThread(method.DeclaringType!.FullName!)
                    from called in CallsInCode.Of(method)
                    where IsUnsafe(called, makers)
                    select $"{method.DeclaringType!.FullName}.{method.Name}: {called.DeclaringType!.Name}.{called}";
        Assert.Equal("", string.Join('\n', found.Distinct()));
    }

    // What fits networks runs on one thread, and no collection runs beside it (LibTorch sets the mode).
    private static bool IsOfOneThread(string type) => OneThread.Any(n => type.StartsWith("GanCmri." + n, StringComparison.Ordinal));

    // Methods of TorchSharp that take a number as Scalar, make one of a number, or call what makes one.
    private static bool IsUnsafe(MethodBase called, HashSet<MethodBase> makers) =>
        called.DeclaringType?.Assembly == typeof(torch).Assembly && (makers.Contains(called) || TakesScalar(called));

    private static bool TakesScalar(MethodBase method) => method.GetParameters().Any(p => p.ParameterType == typeof(Scalar));

    private static HashSet<MethodBase> Makers()
    {
        var calls = CallsInCode.Methods(typeof(torch).Assembly).ToDictionary(m => m, m => CallsInCode.Of(m).ToArray());
        var makers = calls.Keys.Where(m => m is MethodInfo { ReturnType: var r } && r == typeof(Scalar)).ToHashSet();
        for (var before = -1; before != makers.Count;)
        {
            before = makers.Count;
            foreach (var (method, called) in calls)
                if (called.Any(c => makers.Contains(c) || c.DeclaringType == typeof(Scalar) && c.IsConstructor)) makers.Add(method);
        }

        return makers;
    }
}
