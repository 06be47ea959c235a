using GanCmri.Latents;
using GanCmri.Runtime;

namespace GanCmri.Learning.Networks;

/// <summary>How a step that runs a network computes.</summary>
public record NetworkOptions
{
    /// <summary>auto, cpu, cuda or cuda:N; auto takes a GPU where there is one.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Rows that go through the network together: speed only, results do not depend on it beyond rounding.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() => Checks().Throw();

    private protected virtual OptionChecks Checks() => new OptionChecks().AtLeast(BatchSize, 1);
}

/// <summary>Options of mapping z to w.</summary>
public sealed record MapLatentsOptions : NetworkOptions
{
    /// <summary>Truncation, 0 to 1: 1 none, 0 the mean heart for every z.</summary>
    public float TruncationPsi { get; init; } = 1;

    /// <summary>Of a generator that was told labels (<c>gancmri train --label</c>): what each z's label says in some of its columns, e.g.
    /// "phase=ED" or "phase=ES,position=0.3"; in the others it is one of training's, always the same of a z. Null: in all.</summary>
    public string? Label { get; init; }

    private protected override OptionChecks Checks() => base.Checks().Within(TruncationPsi, 0, 1);
}

/// <summary>Options of projecting images.</summary>
public sealed record ProjectImagesOptions : NetworkOptions
{
    /// <summary>Steps, space and weights. Its batch size is not used, but <c>BatchSize</c> of these options: with a discriminator, an
    /// encoder, noise maps or a GPU latents depend on it by more than rounding, as <c>ProjectorOptions.BatchSize</c> tells.</summary>
    public ProjectorOptions Projector { get; init; } = new();

    /// <summary>A discriminator whose features are compared beside the pixels; null compares pixels only.</summary>
    public string? DiscriminatorPath { get; init; }

    /// <summary>An encoder for the generator (<c>gancmri encoder</c>), whose guess each image starts at: fewer steps are enough then; null
    /// starts at the mean heart.</summary>
    public string? EncoderPath { get; init; }

    private protected override OptionChecks Checks()
    {
        Projector.Validate();
        return base.Checks();
    }
}

/// <summary>Options of measuring phenotypes.</summary>
public sealed record MeasurePhenotypesOptions : NetworkOptions
{
    /// <summary>The segmenter's file; null: the one that comes with GanCmri.</summary>
    public string? SegmenterPath { get; init; }

    /// <summary>The side of the images, mm; 175 for heart crops.</summary>
    public double FieldMm { get; init; } = 175;

    /// <summary>Put before the names of the columns made.</summary>
    public string OutputColumnPrefix { get; init; } = "";

    private protected override OptionChecks Checks() => base.Checks().Positive(FieldMm);
}
