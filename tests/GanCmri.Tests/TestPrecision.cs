using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests;

/// <summary>
/// GANCMRI_TEST_BF16=on computes what the tests train, fit and project in bfloat16, off (and nothing) in float32, whatever the processor
/// has; tests that follow it carry the trait Precision=Both. The program itself never reads it.
/// </summary>
internal static class TestPrecision
{
    /// <summary>Name and value of the trait.</summary>
    public const string Trait = "Precision",
        Both = "Both";

    /// <summary>Whether bfloat16 is forced on.</summary>
    public static bool BFloat16 { get; } =
        Environment.GetEnvironmentVariable("GANCMRI_TEST_BF16") switch
        {
            null or "" or "off" => false,
            "on" => true,
            var other => throw new InvalidOperationException($"GANCMRI_TEST_BF16: expected on or off; found '{other}'."),
        };

    /// <summary>Number type of feature maps.</summary>
    public static ScalarType Features => BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>What asks a verb for it.</summary>
    public static string[] Arguments => BFloat16 ? ["--bf16"] : [];

    /// <summary>The tolerance of this precision: a bfloat16 has 8 bits, a float32 24.</summary>
    public static double Tolerance(double float32, double bfloat16) => BFloat16 ? bfloat16 : float32;
}
