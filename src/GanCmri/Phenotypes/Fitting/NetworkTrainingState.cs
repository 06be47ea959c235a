using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Everything that changes while one network is trained: weights, Adam's moments, the running average, the steps done. Random
/// numbers are drawn anew for each step, so they need no storing.</summary>
internal sealed class NetworkTrainingState : IDisposable
{
    private const string Weights = "network.dat",
        Moments = "adam.dat",
        Means = "average.safetensors",
        Steps = "steps.txt";

    public NetworkTrainingState(SegmentationNetwork network, NetworkTraining options)
    {
        Network = network;
        Optimizer = new Adam(network.parameters(), options.LearningRate, decay: options.WeightDecay);
        Average = new RunningAverage(network.state_dict().Values.Where(t => t.is_floating_point()), options.AverageDecay);
    }

    /// <summary>The network, as it is trained.</summary>
    public SegmentationNetwork Network { get; }

    /// <summary>Its optimiser.</summary>
    public Adam Optimizer { get; }

    /// <summary>The average of its weights.</summary>
    public RunningAverage Average { get; }

    /// <summary>Steps done.</summary>
    public int Step { get; set; }

    /// <summary>Writes all of it into a folder.</summary>
    public void Save(string folder)
    {
        Network.save(Path.Combine(folder, Weights));
        if (Step > 0)
            Optimizer.save_state_dict(Path.Combine(folder, Moments));
        Average.Save(Path.Combine(folder, Means));
        File.WriteAllText(Path.Combine(folder, Steps), Step.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads all of it from a folder.</summary>
    public void Load(string folder)
    {
        Network.load(Path.Combine(folder, Weights));
        Step = int.Parse(File.ReadAllText(Path.Combine(folder, Steps)), CultureInfo.InvariantCulture);
        if (Step > 0)
            Optimizer.load_state_dict(Path.Combine(folder, Moments));
        Average.Load(Path.Combine(folder, Means));
    }

    public void Dispose()
    {
        Average.Dispose();
        Optimizer.Dispose();
    }
}
