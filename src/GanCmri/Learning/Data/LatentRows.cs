using System.Runtime.InteropServices;
using GanCmri.Networks;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Learning.Data;

/// <summary>Random z as rows: z of row r depends on the seed and r only, and is that of heart r in a synthetic cohort of the same
/// seed.</summary>
internal static class LatentRows
{
    /// <summary>The rows.</summary>
    public static RowsView Sample(long count, long seed, int length, string column)
    {
        Require.AtLeast(count, 0);
        Require.AtLeast(length, 1, "dimension");
        return new RowsView(
            count,
            SourceColumn.Text("Subject", row => FormattableString.Invariant($"S{row + 1:D4}")),
            SourceColumn.Vector(column, [length], (row, z) => Fill(seed, row, z), "z")
        );
    }

    /// <summary>A row a seed: the z that the verbs and NVIDIA's programs draw for it.</summary>
    public static RowsView OfSeeds(IReadOnlyList<uint> seeds, int length, string column) =>
        new(
            seeds.Count,
            SourceColumn.Text("Subject", row => FormattableString.Invariant($"seed{seeds[(int)row]:d4}")),
            SourceColumn.Vector(column, [length], (row, z) => NumpyRandom.Latent(seeds[(int)row], length).CopyTo(z), "z")
        );

    private static void Fill(long seed, long row, Span<float> z)
    {
        using var scope = NewDisposeScope();
        using var random = Seed.Torch(seed, "subject", row);
        MemoryMarshal.Cast<byte, float>(randn([1, z.Length], generator: random).bytes).CopyTo(z);
    }
}
