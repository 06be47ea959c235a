using GanCmri.Runtime;

namespace GanCmri.Studies.Fitting;

/// <summary>How many gradients fields are fitted to.</summary>
internal sealed record FieldFittingOptions
{
    /// <summary>Synthetic hearts, 16 to 100,000.</summary>
    public int Hearts { get; init; } = 1024;

    /// <summary>Draws of noise a heart, 1 to 100. Noise maps carry shape, which no latent explains: every heart has draws of its own, and
    /// the fit averages over all of them.</summary>
    public int Draws { get; init; } = 1;

    /// <summary>Seed of hearts and noise.</summary>
    public long Seed { get; init; } = 7;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() => new OptionChecks().Within(Hearts, 16, 100_000).Within(Draws, 1, 100).Throw();
}
