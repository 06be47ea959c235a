using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Runtime;

/// <summary>Turns the text of <c>--device</c> into a torch device.</summary>
public static class TorchDevice
{
    private const int ExtendedFeatures = 7; // the CPUID leaf
    private const int Avx512Bf16Bit = 5;

    /// <summary>Parses <c>auto</c> (or null), <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <exception cref="InputException">The text is none of these, CUDA is asked for and not there, or the program has no
    /// libtorch.</exception>
    public static Device Parse(string? text)
    {
        RequireLibTorch();
        var name = text ?? "auto";
        if (name == "auto")
            return cuda.is_available() ? new Device(DeviceType.CUDA) : CPU;
        if (name == "cpu")
            return CPU;
        var index =
            name == "cuda" ? 0
            : name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), out var i) ? i
            : -1;
        if (index < 0)
            throw new InputException("--device", "auto, cpu, cuda or cuda:N", $"'{name}'", "give one of these");
        if (!cuda.is_available())
        {
            throw new InputException(
                "--device",
                "a CUDA device",
                "none in this build or machine",
                "use --device cpu, or build with -p:LibTorch=cuda on a machine with an NVIDIA GPU"
            );
        }

        if (index >= cuda.device_count())
            throw new InputException("--device", $"an index below {cuda.device_count()}", $"{index}", "choose another GPU");
        return new Device(DeviceType.CUDA, index);
    }

    /// <summary>
    /// Whether a device multiplies bfloat16 itself: a GPU, or a CPU with AVX-512 BF16 (every CPU with AMX has it). Without it
    /// libtorch takes scalar code: on an AVX2 machine a training step then took more than ten times as long as in float32.
    /// For notes to the user only: nothing that is computed may depend on it.
    /// </summary>
    public static bool HasBFloat16(Device device) =>
        device.type != DeviceType.CPU
        || (
            X86Base.IsSupported
            && Avx512F.IsSupported
            && X86Base.CpuId(0, 0).Eax >= ExtendedFeatures
            && (X86Base.CpuId(ExtendedFeatures, 1).Eax >> Avx512Bf16Bit & 1) == 1
        );

    // TorchSharp's own message is a page of paths.
    private static void RequireLibTorch()
    {
        try
        {
            _ = cuda.is_available();
        }
        catch (TypeInitializationException e)
        {
            throw new InputException(
                "libtorch",
                "TorchSharp's native library beside the program",
                "none that loads",
                "reference the package TorchSharp-cpu 0.107.0 (in a single file: #:package TorchSharp-cpu@0.107.0)",
                e
            );
        }
    }
}
