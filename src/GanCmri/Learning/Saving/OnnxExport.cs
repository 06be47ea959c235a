using System.Diagnostics;
using System.Reflection;
using GanCmri.Runtime;

namespace GanCmri.Learning.Saving;

/// <summary>
/// ML.NET's <c>ConvertToOnnx</c> takes the first view that it cannot write for the pipeline's input, so that components of other assemblies
/// vanish from the network without a word. It asks them nothing (its interfaces are closed), and only who is calling tells that it is at
/// work.
/// </summary>
internal static class OnnxExport
{
    private const string Converter = "Microsoft.ML.OnnxConverter";

    /// <summary>Passes unless an export is under way.</summary>
    /// <exception cref="InputException">It is.</exception>
    public static void Refuse(string kind)
    {
        if (!AppDomain.CurrentDomain.GetAssemblies().Any(IsConverter))
            return; // in nearly every program the end of it
        if (!new StackTrace().GetFrames().Any(f => f.GetMethod()?.DeclaringType?.Assembly is { } caller && IsConverter(caller)))
            return;
        throw new InputException(
            "ConvertToOnnx",
            "a pipeline of ML.NET's own components",
            $"'{kind}' of GanCmri, which has no ONNX form",
            "save the pipeline with mlContext.Model.Save, or write its networks with mlContext.Gan.ExportOnnx and apply them with "
                + "ApplyOnnxModel"
        );
    }

    private static bool IsConverter(Assembly assembly) => assembly.GetName().Name == Converter;
}
