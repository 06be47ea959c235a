using System.Globalization;
using GanCmri.Formats.Onnx;
using GanCmri.Latents;
using GanCmri.Networks;
using GanCmri.Networks.Onnx;
using GanCmri.Networks.Weights;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studies.Export;

/// <summary>Writes networks as ONNX (opset 17, standard operations, any number of rows), for programs without libtorch.</summary>
internal static class NetworkExport
{
    /// <summary>
    /// Writes a part of a model. Inputs and outputs, all single precision: z [N, ZDim] (and c [N, CDim]) to w [N, WDim]; w (or [N, NumWs,
    /// WDim]) to image [N, Channels, S, S] in [-1, 1], and raw, the same before it is limited; the whole generator: z to w, image and raw;
    /// the segmenter: image [N, 1, S, S] in any unit to maps [N, 2 or 3, S, S], probabilities of LV cavity, epicardial disk and RV cavity.
    /// </summary>
    /// <param name="model">A generator's or segmenter's file, .safetensors or .pkl.</param>
    /// <param name="onnx">The file to write.</param>
    /// <param name="options">Part, noise, truncation; null for the defaults.</param>
    /// <exception cref="InputException">The file is missing, damaged or holds no such part, an option does not fit it, or the place cannot
    /// be written.</exception>
    public static void Write(string model, string onnx, OnnxExportOptions? options = null)
    {
        options ??= new OnnxExportOptions();
        options.Validate();
        var segmenter = SegmenterFile.Is(model);
        var part = options.Part ?? (segmenter ? NetworkPart.Segmenter : NetworkPart.Generator);
        if (segmenter != (part == NetworkPart.Segmenter))
            throw new InputException(
                model,
                $"a model with a {part}".ToLowerInvariant(),
                segmenter ? "a segmenter" : "a generator",
                "choose another part or file"
            );
        var graph = new OnnxGraph($"gancmri {part}".ToLowerInvariant());
        if (segmenter)
            AddSegmenter(graph, model, options.Side);
        else
            AddGenerator(graph, model, part, options);
        var notes = new Dictionary<string, string>
        {
            ["source_sha256"] = FileDigest.Of(model).Sha256,
            ["part"] = $"{part}".ToLowerInvariant(),
        };
        if (part is NetworkPart.Mapping or NetworkPart.Generator)
            notes["truncation_psi"] = options.TruncationPsi.ToString("R", CultureInfo.InvariantCulture);
        if (part is NetworkPart.Synthesis or NetworkPart.Generator)
            notes["noise"] = $"{options.Noise}".ToLowerInvariant();
        graph.Save(
            onnx,
            "Synthetic or measured hearts for research and teaching; nothing it makes is a patient, and nothing it measures is a "
                + "diagnosis.",
            notes
        );
    }

    private static void AddSegmenter(OnnxGraph graph, string model, int side)
    {
        var networks = SegmenterFile.Load(model, TorchSharp.torch.CPU);
        using var cavity = networks.Cavity;
        using var locator = networks.Locator;
        var image = graph.Input("image", "heart crop, 175 mm wide, in any unit", -1, 1, side, side);
        graph.Output(
            "maps",
            "probabilities of LV cavity, epicardial disk and, with three maps, RV cavity",
            new SegmenterOnnx(graph, cavity).Add(image, side),
            -1,
            cavity.Options.Outputs,
            side,
            side
        );
    }

    private static void AddGenerator(OnnxGraph graph, string model, NetworkPart part, OnnxExportOptions options)
    {
        using var generator = NetworkFile.LoadGenerator(model);
        var shape = generator.Options;
        if (options.TruncationPsi != 1 && generator.Mapping.WAvg is null)
            throw new InputException(
                "psi",
                "1, as this network keeps no mean of w",
                options.TruncationPsi.ToString(CultureInfo.InvariantCulture),
                "leave it away"
            );
        if (part == NetworkPart.Generator && options.Space == LatentSpace.WPlus)
            throw new InputException("space", "w, as a mapping gives one latent for all layers", "w+", "export the synthesis alone");
        var mapped = part == NetworkPart.Synthesis ? null : MappingOnnx.Add(graph, generator, options.TruncationPsi);
        if (mapped is not null)
            graph.Output("w", "latents", mapped, -1, shape.WDim);
        if (part == NetworkPart.Mapping)
            return;
        var w =
            mapped
            ?? (
                options.Space == LatentSpace.W
                    ? graph.Input("w", "latents", -1, shape.WDim)
                    : graph.Input("w", "a latent a layer", -1, generator.NumWs, shape.WDim)
            );
        var image = new SynthesisOnnx(graph, generator, options.Noise).Add(layer =>
            options.Space == LatentSpace.W ? w : Layer(graph, w, layer)
        );
        long[] size = [-1, shape.Channels, shape.Resolution, shape.Resolution];
        graph.Output("image", "in [-1, 1]", graph.Op("Clip", image, graph.Scalar(-1), graph.Scalar(1)), size);
        graph.Output("raw", "the image before it is limited to [-1, 1]", image, size);
    }

    private static string Layer(OnnxGraph graph, string ws, int layer) =>
        graph.Op("Squeeze", graph.Op("Slice", ws, graph.Whole(layer), graph.Whole(layer + 1), graph.Whole(1)), graph.Whole(1));
}
