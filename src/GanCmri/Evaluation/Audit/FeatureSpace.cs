using System.Numerics.Tensors;
using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>Euclidean distance of features, each in units of its standard deviation over the references.</summary>
/// <param name="name">The extractor's name.</param>
/// <param name="extract">Features of each frame, all of one length.</param>
public sealed class FeatureSpace(string name, Func<IReadOnlyList<GrayImage>, float[][]> extract) : IAuditSpace
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<Nearest> Search(IReadOnlyList<GrayImage> frames, FrameSet references)
    {
        float[][] there = extract(references.Frames), here = extract(frames);
        var deviations = Enumerable.Range(0, there[0].Length)
            .Select(j => (float)MathNet.Numerics.Statistics.ArrayStatistics.PopulationStandardDeviation(Array.ConvertAll(there, row => (double)row[j]))).ToArray();
        for (var j = 0; j < deviations.Length; j++)
            if (deviations[j] < 1e-12f) deviations[j] = float.PositiveInfinity; // a dead feature tells nothing
        foreach (var row in there.Concat(here)) TensorPrimitives.Divide(row, deviations, row);
        var ranking = new NearestRanking(references.Patients);
        var found = new Nearest[frames.Count];
        Parallel.For(0, found.Length, i => found[i] = ranking.Of(Enumerable.Range(0, there.Length).Select(r => (r, (double)TensorPrimitives.Distance(here[i], there[r])))));
        return found;
    }
}
