using System.Text.Json;
using GanCmri.Tests.Networks;
using static TorchSharp.torch;

namespace GanCmri.Tests.Training;

/// <summary>norm, sum and dotcos (sum of a[i] cos i) of an array: what the reference keeps of large tensors.</summary>
internal sealed record Checksums(double Norm, double Sum, double DotCos, int Count)
{
    public static Checksums Of(Tensor t)
    {
        var values = Tensors.Values(t);
        double squares = 0,
            sum = 0,
            dot = 0;
        for (var i = 0; i < values.Length; i++)
        {
            squares += (double)values[i] * values[i];
            sum += values[i];
            dot += values[i] * Math.Cos(i);
        }

        return new Checksums(Math.Sqrt(squares), sum, dot, values.Length);
    }

    /// <summary>A gradient against its reference: relative error of the norm, and sum and dotcos within that share of norm *
    /// sqrt(count).</summary>
    public void AssertGradient(JsonElement reference, string name)
    {
        var limit = Math.Max(1e-3, 10 * reference.GetProperty("float32_rel_err").GetDouble());
        var norm = reference.GetProperty("norm").GetDouble();
        Near(Norm, norm, limit * norm, name + " norm");
        Near(Sum, reference.GetProperty("sum").GetDouble(), limit * norm * Math.Sqrt(Count), name + " sum");
        Near(DotCos, reference.GetProperty("dotcos").GetDouble(), limit * norm * Math.Sqrt(Count), name + " dotcos");
    }

    /// <summary>A trained weight against its reference: norm 3e-3 relative, dotcos 0.1 absolute.</summary>
    public void AssertWeight(JsonElement reference, string name)
    {
        var norm = reference.GetProperty("norm").GetDouble();
        Near(Norm, norm, 3e-3 * Math.Max(norm, 1e-6), name + " norm");
        Near(DotCos, reference.GetProperty("dotcos").GetDouble(), 0.1, name + " dotcos");
    }

    private static void Near(double actual, double expected, double limit, string what) =>
        Assert.True(Math.Abs(actual - expected) <= limit, $"{what}: {actual:g9} instead of {expected:g9} (limit {limit:g3})");
}
