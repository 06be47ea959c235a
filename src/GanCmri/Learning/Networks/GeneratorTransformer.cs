using GanCmri.Learning.Batching;
using GanCmri.Learning.Saving;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;

namespace GanCmri.Learning.Networks;

/// <summary>A step that runs a StyleGAN2 generator. Steps with the same weights share one network.</summary>
public abstract class GeneratorTransformer : BatchTransformer
{
    private protected GeneratorTransformer(GanContext context, WeightsReference weights, NetworkOptions options)
        : base(context, options.BatchSize)
    {
        Weights = weights;
        Lease = new NetworkLease<StyleGan2Generator>(
            weights,
            options.Device,
            (path, device) => NetworkFile.LoadGenerator(path, device: device, fixedWeights: true)
        );
        try
        {
            Lease.Network.RequireKnownLabels(weights.Path);
        }
        catch (InputException)
        {
            Lease.Dispose();
            throw;
        }
    }

    /// <summary>The generator's file and its hash.</summary>
    public WeightsReference Weights { get; }

    internal override bool IsCostly => true;

    private protected NetworkLease<StyleGan2Generator> Lease { get; }

    private protected GeneratorOptions Shape => Lease.Network.Options;

    private protected int NumWs => Lease.Network.NumWs;

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
            Lease.Dispose();
    }
}
