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
            where method.DeclaringType != typeof(TensorMath)
            from called in CallsInCode.Of(method)
            where makers.Contains(called) && !(method.Name == ".cctor" && ReturnsScalar(called))
            select $"{method.DeclaringType!.FullName}.{method.Name}: {called.DeclaringType!.Name}.{called}";
        var list = string.Join('\n', found.Distinct());
        Assert.True(list.Length == 0, list);
    }

    [Fact]
    public void Library_UsesNoModuleOrOptimiserThatPassesNumbersByItself()
    {
        var makers = Makers();
        var found =
            from method in CallsInCode.Methods(typeof(TensorMath).Assembly)
            where method.DeclaringType != typeof(Adam)
            from called in CallsInCode.Of(method)
            let made = called is MethodInfo m ? m.ReturnType : called.DeclaringType!
            where IsModuleOrOptimiser(made) && makers.Any(m => m.DeclaringType == made && m is MethodInfo { IsVirtual: true })
            select $"{method.DeclaringType!.FullName}.{method.Name}: {made}";
        var list = string.Join('\n', found.Distinct());
        Assert.True(list.Length == 0, list);
    }

    private static bool IsModuleOrOptimiser(Type type) =>
        type.Assembly == typeof(torch).Assembly
        && (typeof(torch.nn.Module).IsAssignableFrom(type) || typeof(torch.optim.Optimizer).IsAssignableFrom(type));

    // A number that is wrapped for a static field lives as long as the program.
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
