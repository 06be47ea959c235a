using System.CommandLine;
using GanCmri.Latents;
using GanCmri.Networks.Onnx;
using GanCmri.Studies.Export;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri export: a network in, ONNX out.</summary>
internal static class ExportVerb
{
    public static Command Build()
    {
        var model = new Argument<string>("MODEL")
        {
            Description = "Generator (.safetensors, .pkl) or segmenter (.safetensors), or the name of a shipped one: sax64, segmenter.",
        }.OrShipped(ModelFiles.Generator, ModelFiles.Segmenter);
        var onnx = new Option<string>("--onnx") { Description = "ONNX file to write.", Required = true };
        var part = new Option<NetworkPart?>("--part")
        {
            Description =
                "generator (z to w and image), mapping (z to w), synthesis (w to image) or segmenter (image to maps). Default: the "
                + "whole model.",
        };
        var noise = new Option<OnnxNoise>("--noise")
        {
            Description = "Per-pixel noise of images: const (the network's own), none, or input (an input a layer).",
            DefaultValueFactory = _ => OnnxNoise.Const,
        };
        var psi = CommonOptions.Truncation(1, "--psi");
        var space = new Option<string>("--space")
        {
            Description = "What the synthesis takes: w [N, WDim], or w+ [N, NumWs, WDim].",
            DefaultValueFactory = _ => "w",
        };
        space.AcceptOnlyFromAmong("w", "w+");
        var side = new Option<int>("--side")
        {
            Description = "Side of a segmenter's heart crops, pixels: 64 or 128.",
            DefaultValueFactory = _ => new OnnxExportOptions().Side,
        };
        side.AcceptOnlyFromAmong("64", "128");
        var verb = new Command(
            "export",
            """
            Writes a network as ONNX (opset 17, standard operations, any number of rows), for ONNX Runtime and programs without libtorch.
            The truncation is written into its mapping.
            Example: gancmri export sax64 --onnx hearts.onnx --psi 0.7
            """
        )
        {
            model,
            onnx,
            part,
            noise,
            psi,
            space,
            side,
        };
        verb.SetAction(parsed =>
        {
            var to = parsed.GetRequiredValue(onnx);
            NetworkExport.Write(
                parsed.GetRequiredValue(model),
                to,
                new OnnxExportOptions
                {
                    Part = parsed.GetValue(part),
                    Noise = parsed.GetValue(noise),
                    TruncationPsi = parsed.GetValue(psi),
                    Side = parsed.GetValue(side),
                    Space = parsed.GetValue(space) == "w" ? LatentSpace.W : LatentSpace.WPlus,
                }
            );
            Console.WriteLine($"{to}: {new FileInfo(to).Length} bytes");
        });
        return verb;
    }
}
