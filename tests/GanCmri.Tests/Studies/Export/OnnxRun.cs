using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace GanCmri.Tests.Studies.Export;

/// <summary>A network's answer in ONNX Runtime.</summary>
internal sealed class OnnxRun(string path) : IDisposable
{
    private readonly InferenceSession _session = new(path, new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 });

    public IReadOnlyList<string> Inputs => [.. _session.InputMetadata.Keys.Order()];

    public float[] Of(string output, params (string Name, Tensor Value)[] inputs)
    {
        var given = inputs
            .Select(i =>
                NamedOnnxValue.CreateFromTensor(
                    i.Name,
                    new DenseTensor<float>(i.Value.contiguous().data<float>().ToArray(), Array.ConvertAll(i.Value.shape, d => (int)d))
                )
            )
            .ToArray();
        using var results = _session.Run(given, [output]);
        return [.. results[0].AsTensor<float>()];
    }

    public static void Close(Tensor expected, float[] found, double tolerance = 1e-4)
    {
        var values = expected.contiguous().data<float>().ToArray();
        Assert.Equal(values.Length, found.Length);
        Assert.True(values.Max(Math.Abs) > 10 * tolerance, "numbers to compare");
        Assert.InRange(values.Zip(found, (a, b) => Math.Abs(a - b)).Max(), 0, tolerance);
    }

    public void Dispose() => _session.Dispose();
}
