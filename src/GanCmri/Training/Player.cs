using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>One network with its Adam optimiser, as the alternating game needs it.</summary>
internal sealed class Player : IDisposable
{
    private readonly nn.Module _network;
    private readonly Adam _adam;

    /// <summary>Adam with beta1 = 0, adjusted for lazy regularisation (Karras et al. 2020, appendix B).</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="learningRate">Learning rate before the adjustment.</param>
    /// <param name="regInterval">Steps between regularisation; null: none.</param>
    public Player(nn.Module network, double learningRate, int? regInterval)
    {
        _network = network;
        var ratio = regInterval is { } k ? k / (k + 1.0) : 1;
        _adam = new Adam(network.parameters(), learningRate * ratio, 0, Math.Pow(0.99, ratio));
    }

    /// <summary>Runs one phase: gradients on, the loss's backward pass inside <paramref name="backward"/>, one Adam step, gradients
    /// off.</summary>
    public void Step(Action backward)
    {
        foreach (var p in _network.parameters())
            p.requires_grad_(true);
        _adam.zero_grad();
        backward();
        using (NewDisposeScope())
        {
            foreach (var p in _network.parameters())
                p.requires_grad_(false);
            foreach (var p in _network.parameters())
            {
                // A single bad batch must not poison the weights: as the reference does.
                if (p.grad is { } gradient)
                    gradient.nan_to_num_(0, 1e5, -1e5);
            }

            _adam.step();
        }
    }

    public void Save(string path) => _adam.save_state_dict(path);

    public void Load(string path) => _adam.load_state_dict(path);

    public void Dispose() => _adam.Dispose();
}
