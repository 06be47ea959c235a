using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Runtime.Fitting;

/// <summary>Everything that changes while one network is trained: weights, Adam's moments, the running average, the steps done. Random
/// numbers are drawn anew for each step, so they need no storing.</summary>
/// <param name="network">The network, changed in place.</param>
/// <param name="averaged">Those of its tensors of which the average is taken.</param>
/// <param name="options">Its rates.</param>
internal sealed class NetworkTrainingState(nn.Module network, IEnumerable<Tensor> averaged, NetworkTraining options) : IDisposable
{
    private const string Weights = "network.dat",
        Moments = "adam.dat",
        Means = "average.dat",
        Steps = "steps.txt";

    /// <summary>The optimiser.</summary>
    public Adam Optimizer { get; } = new(network.parameters(), options.LearningRate, decay: options.WeightDecay);

    /// <summary>The average of the weights.</summary>
    public RunningAverage Average { get; } = new(averaged, options.AverageDecay);

    /// <summary>Steps done.</summary>
    public int Step { get; set; }

    /// <summary>Writes all of it into a folder.</summary>
    public void Save(string folder)
    {
        network.save(Path.Combine(folder, Weights));
        if (Step > 0)
            Optimizer.save_state_dict(Path.Combine(folder, Moments));
        using (var file = new BinaryWriter(File.Create(Path.Combine(folder, Means))))
            foreach (var mean in Average.Average)
                mean.Save(file);
        File.WriteAllText(Path.Combine(folder, Steps), Step.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads all of it from a folder.</summary>
    public void Load(string folder)
    {
        network.load(Path.Combine(folder, Weights));
        Step = int.Parse(File.ReadAllText(Path.Combine(folder, Steps)), CultureInfo.InvariantCulture);
        if (Step > 0)
            Optimizer.load_state_dict(Path.Combine(folder, Moments));
        using var file = new BinaryReader(File.OpenRead(Path.Combine(folder, Means)));
        foreach (var mean in Average.Average)
            mean.Load(file);
        Average.Steps = Step;
    }

    public void Dispose()
    {
        Average.Dispose();
        Optimizer.Dispose();
    }
}
