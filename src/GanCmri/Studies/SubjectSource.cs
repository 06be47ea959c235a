using System.Globalization;
using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Studies;

/// <summary>Draws hearts at end-diastole: z from the normal distribution, w by the mapping network. Heart i depends on seed and i
/// only.</summary>
internal sealed class SubjectSource(StyleGan2Generator generator, EdToEs edToEs, StudyOptions options, Device device)
{
    /// <summary>Heart <paramref name="index"/>, from 0.</summary>
    public SyntheticSubject Draw(int index) =>
        new("S" + (index + 1).ToString("D4", CultureInfo.InvariantCulture), DrawLatents(index, 1)[0]);

    /// <summary>The end-diastolic latents of <paramref name="count"/> hearts from <paramref name="first"/> on, mapped together.</summary>
    public float[][] DrawLatents(long first, int count)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var ws = generator
            .Map(cat([.. Enumerable.Range(0, count).Select(i => Z(first + i))]).to(device), options.Psi, asked: LabelValue.EndDiastole)
            .cpu();
        var numbers = (edToEs.Length == generator.Options.WDim ? ws[TensorIndex.Colon, 0] : ws.flatten(1)).Numbers();
        return [.. numbers.Chunk(edToEs.Length).Select(w => EndDiastole.Moved(generator, edToEs, w, options.StartOffset))];
    }

    private Tensor Z(long index)
    {
        using var random = Seed.Torch(options.Seed, "subject", index);
        return randn([1, generator.Options.ZDim], generator: random);
    }
}
