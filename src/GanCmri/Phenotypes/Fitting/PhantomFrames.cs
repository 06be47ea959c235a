using GanCmri.Imaging.Phantom;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>
/// Phantoms as frames whose heart's place is known, for the network that finds it: their contrast, walls and contraction vary more than
/// those of any few patients. The network that outlines is better off without them, as they end where the blood ends and observers outline
/// farther out.
/// </summary>
internal static class PhantomFrames
{
    /// <summary>The source that all of them have.</summary>
    public const string Source = "phantom";

    // Hearts as most are, with thick walls that nearly close, and dilated ones that hardly contract.
    private static readonly PhantomOptions[] Kinds =
    [
        new(),
        new()
        {
            LvAreaMm2 = new(1600, 450),
            FractionalAreaChange = new(0.65, 0.12),
            WallThicknessMm = new(13, 2.5),
            SphericityIndex = new(0.85, 0.06),
        },
        new()
        {
            LvAreaMm2 = new(3000, 700),
            FractionalAreaChange = new(0.25, 0.1),
            WallThicknessMm = new(8, 1.5),
        },
    ];

    /// <summary>The whole chest at end-diastole, end-systole and between, of each subject.</summary>
    /// <param name="subjects">How many, of three kinds in turn.</param>
    /// <param name="seed">Seed of them all.</param>
    public static IReadOnlyList<LabelledFrame> Make(int subjects, long seed)
    {
        PhantomPopulation[] populations = [.. Kinds.Select(k => new PhantomPopulation(k with { Field = PhantomField.Full256 }, seed))];
        var made = new LabelledFrame[subjects][];
        Parallel.For(
            0,
            subjects,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            n => made[n] = [.. Frames(populations[n % populations.Length].Subject(n))]
        );
        return [.. made.SelectMany(f => f)];
    }

    private static IEnumerable<LabelledFrame> Frames(PhantomSubject subject)
    {
        var cine = subject.Render();
        var (diastole, systole) = (cine.Truth.EdFrame, cine.Truth.EsFrame);
        foreach (var i in (int[])[diastole, (diastole + systole) / 2, systole])
        {
            var frame = cine.Series.Frames[i];
            yield return new LabelledFrame(subject.Name, "", frame.Phase, frame.Name, frame.Image, frame.LvCavity, Epicardium: null)
            {
                Source = Source,
                Spacing = cine.Series.Spacing,
            };
        }
    }
}
