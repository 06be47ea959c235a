using GanCmri.Runtime;

namespace GanCmri.Imaging.Phantom;

/// <summary>An endless cohort of phantom subjects. A subject depends on the options, the seed and its index, on nothing else.</summary>
public sealed class PhantomPopulation
{
    private const long CovariateStream = 1,
        PhenotypeStream = 2;

    private readonly PhantomOptions _options;
    private readonly long _seed;

    /// <summary>Describes a cohort; nothing is drawn yet.</summary>
    /// <exception cref="InputException">An option is out of its range.</exception>
    public PhantomPopulation(PhantomOptions options, long seed)
    {
        options.Validate();
        (_options, _seed) = (options, seed);
    }

    /// <summary>The subject at an index, with covariates and phenotypes but not yet drawn.</summary>
    /// <param name="index">0 or more.</param>
    public PhantomSubject Subject(long index)
    {
        Require.AtLeast(index, 0);
        var covariates = DrawCovariates(new RandomStream(_seed, index, CovariateStream));
        return new PhantomSubject(_options, _seed, index, covariates, DrawPhenotypes(index, covariates));
    }

    /// <summary>The first subjects of the cohort, one after the other.</summary>
    public IEnumerable<PhantomSubject> Subjects(int count) => Enumerable.Range(0, count).Select(i => Subject(i));

    private PhantomCovariates DrawCovariates(RandomStream random) =>
        new(
            random.Uniform(PhantomCovariates.YoungestYears, PhantomCovariates.OldestYears),
            random.Uniform() < 0.5,
            random.Uniform() < _options.CaseShare
        );

    private PhantomPhenotypes DrawPhenotypes(long index, PhantomCovariates covariates)
    {
        return new PhantomPhenotypes(
            Draw(PhantomPhenotype.LvAreaMm2, 400, 4500),
            Draw(PhantomPhenotype.FractionalAreaChange, 0.03, 0.85),
            Draw(PhantomPhenotype.SphericityIndex, 0.55, 1),
            Draw(PhantomPhenotype.WallThicknessMm, 4, 18),
            Draw(PhantomPhenotype.HeartRatePerMinute, 45, 90)
        );

        double Draw(PhantomPhenotype phenotype, double low, double high)
        {
            var random = new RandomStream(_seed, index, PhenotypeStream, (long)phenotype);
            double z;
            do z = random.Normal();
            while (Math.Abs(z) > 3);
            var (mean, deviation) = _options.Of(phenotype);
            var effects = _options
                .Effects.Where(e => e.Phenotype == phenotype)
                .Sum(e => e.Slope * (covariates.Of(e.Covariate) - MeanOf(e.Covariate)));
            return Math.Clamp(mean + deviation * z + effects, low, high);
        }
    }

    private double MeanOf(PhantomCovariate covariate) =>
        covariate switch
        {
            PhantomCovariate.Age => (PhantomCovariates.YoungestYears + PhantomCovariates.OldestYears) / 2,
            PhantomCovariate.Sex => 0.5,
            _ => _options.CaseShare,
        };
}
