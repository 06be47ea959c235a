using System.Globalization;

namespace GanCmri.Imaging.Phantom;

/// <summary>One subject of a phantom cohort: its covariates and chosen phenotypes; <see cref="Render"/> makes the cine.</summary>
public sealed class PhantomSubject
{
    private readonly PhantomOptions _options;
    private readonly long _seed;

    internal PhantomSubject(PhantomOptions options, long seed, long index, PhantomCovariates covariates, PhantomPhenotypes phenotypes)
    {
        (_options, _seed, Index, Covariates, Phenotypes) = (options, seed, index, covariates, phenotypes);
        Name = "phantom-" + index.ToString("D5", CultureInfo.InvariantCulture);
    }

    /// <summary>The place in the cohort, from 0.</summary>
    public long Index { get; }

    /// <summary>"phantom-00042".</summary>
    public string Name { get; }

    /// <summary>Age, sex, group.</summary>
    public PhantomCovariates Covariates { get; }

    /// <summary>The chosen phenotypes.</summary>
    public PhantomPhenotypes Phenotypes { get; }

    /// <summary>Draws the cine; equal calls give equal pictures.</summary>
    public PhantomCine Render() => new PhantomRenderer(_options, _seed, this).Render();
}
