using GanCmri.Learning.Saving;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Learning.Networks;

/// <summary>
/// A network read once and shared by all steps that name the same weights on the same device; freed when the last of them is
/// disposed. <see cref="Use"/> lets one thread in at a time, without gradients.
/// </summary>
internal sealed class NetworkLease<T> : IDisposable
    where T : class, IDisposable
{
    private static readonly Dictionary<(string Sha256, string Device), Shared> Pool = [];
    private readonly (string Sha256, string Device) _key;
    private readonly Shared _shared;
    private bool _disposed;

    /// <summary>Joins in the network, reading it if nobody has.</summary>
    public NetworkLease(WeightsReference weights, string device, Func<string, Device, T> load)
    {
        Device = TorchDevice.Parse(device);
        _key = (weights.Sha256, Device.ToString());
        lock (Pool)
        {
            if (!Pool.TryGetValue(_key, out var shared))
                Pool[_key] = shared = new Shared(weights.Load(path => load(path, Device)));
            shared.Holders++;
            _shared = shared;
        }
    }

    /// <summary>Where the network is.</summary>
    public Device Device { get; }

    /// <summary>The network's constant properties; computing goes through <see cref="Use"/>.</summary>
    public T Network => _shared.Network;

    /// <summary>How many networks are held in all.</summary>
    internal static int Held
    {
        get
        {
            lock (Pool)
                return Pool.Count;
        }
    }

    /// <summary>Computes with the network, alone, without gradients.</summary>
    /// <exception cref="ObjectDisposedException">The step has been disposed.</exception>
    public void Use(Action<T> compute) =>
        Differentiate(network =>
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            compute(network);
        });

    /// <summary>Computes with the network, alone; the caller's gradients stay on.</summary>
    /// <exception cref="ObjectDisposedException">The step has been disposed.</exception>
    public void Differentiate(Action<T> compute)
    {
        lock (_shared)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            compute(_shared.Network);
        }
    }

    /// <summary>Leaves; the last one out frees the network.</summary>
    public void Dispose()
    {
        lock (Pool)
        {
            lock (_shared)
            {
                if (_disposed)
                    return;
                _disposed = true;
                if (--_shared.Holders > 0)
                    return;
                Pool.Remove(_key);
                _shared.Network.Dispose();
            }
        }
    }

    private sealed class Shared(T network)
    {
        public T Network { get; } = network;

        public int Holders { get; set; }
    }
}
