using System.Globalization;
using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Studies;

/// <summary>Draws hearts: z from the normal distribution, w by the mapping network, moved to end-diastole. Heart i depends on seed and i only.</summary>
internal sealed class SubjectSource(Networks.Generator generator, EdToEs edToEs, SyntheticCohortOptions options, Device device)
{
    /// <summary>Heart <paramref name="index"/>, from 0.</summary>
    public SyntheticSubject Draw(int index)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var random = Seed.Torch(options.Seed, "subject", index);
        var z = randn([1, generator.Options.ZDim], generator: random).to(device);
        var ws = generator.Mapping.Forward(z, psi: options.Psi).cpu();
        var w = edToEs.Length == generator.Options.WDim ? ws[0, 0] : ws[0].flatten();
        return new SyntheticSubject(
            "S" + (index + 1).ToString("D4", CultureInfo.InvariantCulture), edToEs.TowardsEndDiastole(w.data<float>().ToArray(), options.StartOffset));
    }
}
