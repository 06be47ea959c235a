using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Studies.Export;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace GanCmri.Benchmarks;

/// <summary>The same network in ONNX Runtime, with as many threads as libtorch has.</summary>
internal sealed class OnnxPeer : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxPeer(StyleGan2Generator generator)
    {
        var folder = Directory.CreateTempSubdirectory("gancmri-benchmark");
        try
        {
            var (model, onnx) = (Path.Combine(folder.FullName, "g.safetensors"), Path.Combine(folder.FullName, "g.onnx"));
            NetworkFile.Save(model, generator);
            NetworkExport.Write(model, onnx, new OnnxExportOptions { Part = NetworkPart.Synthesis, Space = LatentSpace.WPlus });
            _session = new InferenceSession(onnx, new SessionOptions { IntraOpNumThreads = get_num_threads(), InterOpNumThreads = 1 });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Images of latents [N, NumWs, WDim].</summary>
    public float[] Forward(float[] ws, long[] shape)
    {
        using var given = OrtValue.CreateTensorValueFromMemory(ws, shape);
        using var options = new RunOptions();
        using var results = _session.Run(options, new Dictionary<string, OrtValue> { ["w"] = given }, ["raw"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose() => _session.Dispose();
}
