using System.IO.Compression;
using System.Text;

namespace GanCmri.Tests.Evaluation;

/// <summary>A TorchScript network without weights, written as torch.jit.save does: an archive of its source and of a pickled
/// module.</summary>
internal static class TorchScriptFile
{
    /// <summary>Writes a network.</summary>
    /// <param name="path">The .pt file.</param>
    /// <param name="result">What forward(x) returns, in TorchScript's serialised form, e.g. "torch.flatten(x, 1)".</param>
    public static void Write(string path, string result)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        // Protocol 2: the class, no arguments, NEWOBJ, {"training": False}, BUILD.
        Add(
            "data.pkl",
            [0x80, 2, .. Encoding.ASCII.GetBytes("c__torch__\nNetwork\n)"), 0x81, .. "}(X\u0008\0\0\0training"u8, 0x89, .. "ub."u8]
        );
        Add(
            "code/__torch__.py",
            Encoding.ASCII.GetBytes(
                $"""
                class Network(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.Network,
                    x: Tensor) -> Tensor:
                    return {result}

                """.ReplaceLineEndings("\n")
            )
        );
        Add("constants.pkl", [0x80, 2, .. ")."u8]);
        Add("version", "3\n"u8);

        void Add(string name, ReadOnlySpan<byte> bytes)
        {
            using var entry = archive.CreateEntry("network/" + name, CompressionLevel.NoCompression).Open();
            entry.Write(bytes);
        }
    }
}
