using System.Globalization;
using System.Runtime.InteropServices;
using GanCmri.Formats;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Everything that changes while one network is trained: weights, Adam's moments, the running average, the steps done. Random
/// numbers are drawn anew for each step, so they need no storing.</summary>
internal sealed class NetworkTrainingState : IDisposable
{
    private const string Weights = "network.dat",
        Moments = "adam.dat",
        Means = "average.safetensors",
        Steps = "steps.txt",
        Taken = "steps";

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
        SaveAverage(Path.Combine(folder, Means));
        File.WriteAllText(Path.Combine(folder, Steps), Step.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads all of it from a folder.</summary>
    public void Load(string folder)
    {
        Network.load(Path.Combine(folder, Weights));
        Step = int.Parse(File.ReadAllText(Path.Combine(folder, Steps)), CultureInfo.InvariantCulture);
        if (Step > 0)
            Optimizer.load_state_dict(Path.Combine(folder, Moments));
        LoadAverage(Path.Combine(folder, Means));
    }

    public void Dispose()
    {
        Average.Dispose();
        Optimizer.Dispose();
    }

    private void SaveAverage(string path) =>
        SafetensorsFile.Write(
            path,
            [
                .. Average.Average.Select(
                    (t, i) =>
                        new SafetensorsTensor(
                            i.ToString(CultureInfo.InvariantCulture),
                            StoredType.F32,
                            t.shape,
                            () => MemoryMarshal.AsBytes<float>(t.cpu().contiguous().data<float>().ToArray()).ToArray()
                        )
                ),
            ],
            new Dictionary<string, string> { [Taken] = Average.Steps.ToString(CultureInfo.InvariantCulture) }
        );

    private void LoadAverage(string path)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path);
        foreach (var (i, mean) in Average.Average.Index())
        {
            var numbers = MemoryMarshal.Cast<byte, float>(file.Bytes(i.ToString(CultureInfo.InvariantCulture))).ToArray();
            mean.copy_(tensor(numbers, mean.shape));
        }

        Average.Steps = long.Parse(file.Metadata[Taken], CultureInfo.InvariantCulture);
    }
}
