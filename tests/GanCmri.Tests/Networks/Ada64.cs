using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Networks.Weights;

namespace GanCmri.Tests.Networks;

/// <summary>The reference networks of 64 x 64 with random weights.</summary>
internal static class Ada64
{
    public static IReadOnlyDictionary<string, NpyArray> Io { get; } = Golden.Npz("ada64_io.npz");

    public static StyleGan2Generator Generator(string network = "G_ema") => NetworkFile.LoadGenerator(Golden.Path("ada64.pkl"), network);

    public static Discriminator Discriminator() => NetworkFile.LoadDiscriminator(Golden.Path("ada64.pkl"));
}
