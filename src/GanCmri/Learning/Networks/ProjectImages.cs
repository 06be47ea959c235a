using GanCmri.Latents;
using GanCmri.Latents.Encoding;
using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Saving;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using Microsoft.ML;
using TorchSharp;

namespace GanCmri.Learning.Networks;

/// <summary>
/// Finds each image's latent by gradient descent through the generator (P of the paper), Vector&lt;Single, C, H, W&gt; in [-1, 1] to w, and
/// says how well the latent gives the image back. It starts at the mean heart, or at an encoder's guess.
/// </summary>
public sealed class ProjectImagesTransformer : GeneratorTransformer
{
    internal const string KindName = "ProjectImages";
    private readonly Saved _saved;
    private readonly NetworkLease<Discriminator>? _discriminator;
    private readonly NetworkLease<Encoder>? _encoder;
    private readonly Lazy<WStatistics> _statistics;

    internal ProjectImagesTransformer(GanContext context, Saved saved)
        : base(context, saved.Weights, Checked(saved.Options))
    {
        _saved = saved;
        _statistics = new Lazy<WStatistics>(() => WStatistics.Sample(Lease.Network));
        try
        {
            if (saved.Discriminator is not null)
                _discriminator = new NetworkLease<Discriminator>(
                    saved.Discriminator,
                    saved.Options.Device,
                    (path, device) => NetworkFile.LoadDiscriminator(path, device: device)
                );
            if (saved.Encoder is not null)
            {
                _encoder = new NetworkLease<Encoder>(saved.Encoder, saved.Options.Device, Encoder.Load);
                _encoder.Network.RequireFits(Lease.Network, saved.Encoder.Path);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static ProjectImagesOptions Checked(ProjectImagesOptions options)
    {
        options.Validate();
        return options;
    }

    internal override string Kind => KindName;

    internal override IReadOnlyList<InputColumn> Inputs =>
        [
            new InputColumn(_saved.Input, "image in [-1, 1]", Shape.Channels, Shape.Resolution, Shape.Resolution)
            {
                IfOfAnotherSize =
                    $"load images of the generator's size: LoadCine(path, new HeartCrop {{ Resolution = {Shape.Resolution} }}), or a store "
                    + $"of gancmri dataset --resolution {Shape.Resolution}",
            },
        ];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [
            _saved.Options.Projector.Space == LatentSpace.W
                ? new OutputColumn(_saved.Output, "latent w", Shape.WDim) { SlotStem = "w" }
                : new OutputColumn(_saved.Output, "latent w+", NumWs, Shape.WDim),
            new OutputColumn(_saved.Output + ".Ssim", "likeness of the latent's image and the image given, at most 1"),
        ];

    internal override object State => _saved;

    internal static ProjectImagesTransformer Restore(StateReader state, RestoreContext context)
    {
        var saved = state.As<Saved>();
        return new ProjectImagesTransformer(
            context.Gan,
            saved with
            {
                Weights = saved.Weights.Locate(context),
                Discriminator = saved.Discriminator?.Locate(context),
                Encoder = saved.Encoder?.Locate(context),
            }
        );
    }

    private protected override void Compute(Batch batch)
    {
        if (_discriminator is null)
            Lease.Differentiate(generator => Project(batch, generator, null));
        else
            _discriminator.Differentiate(d => Lease.Differentiate(generator => Project(batch, generator, DiscriminatorFeatures.Of(d))));
    }

    private void Project(Batch batch, StyleGan2Generator generator, Func<torch.Tensor, torch.Tensor>? features)
    {
        float[][] images = [.. Enumerable.Range(0, batch.Rows).Select(row => batch.Input(0, row).ToArray())];
        IReadOnlyList<float[]>? starts = null;
        _encoder?.Use(encoder => starts = encoder.Encode(images));
        var projector = new Projector(generator, _saved.Options.Projector with { BatchSize = BatchSize }, _statistics.Value, features);
        var found = projector.Project(images, starts, cancellationToken: Cancellation);
        for (var row = 0; row < batch.Rows; row++)
        {
            if (batch.Wanted[0])
                found[row].W.CopyTo(batch.Output(0, row));
            if (batch.Wanted[1])
                batch.Output(1, row)[0] = (float)found[row].Quality.Ssim;
        }
    }

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _discriminator?.Dispose();
            _encoder?.Dispose();
        }

        base.Dispose(disposing);
    }

    internal sealed record Saved(
        string Output,
        string Input,
        WeightsReference Weights,
        WeightsReference? Discriminator,
        ProjectImagesOptions Options,
        WeightsReference? Encoder = null
    );
}

/// <summary>Makes a <see cref="ProjectImagesTransformer"/>; nothing is learnt from the rows.</summary>
public sealed class ProjectImagesEstimator : GanEstimator<ProjectImagesTransformer>
{
    private readonly ProjectImagesTransformer.Saved _saved;

    internal ProjectImagesEstimator(GanContext context, ProjectImagesTransformer.Saved saved)
        : base(context)
    {
        saved.Options.Validate();
        _saved = saved;
    }

    internal override IReadOnlyList<InputColumn> Inputs => [new InputColumn(_saved.Input, "image in [-1, 1]", 0, 0, 0)];

    internal override IReadOnlyList<OutputColumn> Outputs =>
        [
            _saved.Options.Projector.Space == LatentSpace.W
                ? new OutputColumn(_saved.Output, "latent w", 1) { SlotStem = "w" }
                : new OutputColumn(_saved.Output, "latent w+", 1, 1),
            new OutputColumn(_saved.Output + ".Ssim", "likeness of the latent's image and the image given"),
        ];

    private protected override ProjectImagesTransformer FitChecked(IDataView input) =>
        FittedFor.Columns(new ProjectImagesTransformer(Context, _saved), input);
}
