using MathNet.Numerics;

namespace GanCmri.Training.Augmentation;

/// <summary>Where augmentation gets its random numbers from.</summary>
internal abstract class Draws
{
    /// <summary>In [0, 1).</summary>
    public abstract double Uniform();

    /// <summary>As <see cref="Uniform"/>, for the second of two turns, which cancels out when all draws are at one percentile.</summary>
    public abstract double UniformOfSecondTurn();

    /// <summary>Standard normal.</summary>
    public abstract double Normal();

    /// <summary>Absolute value of a standard normal.</summary>
    public abstract double HalfNormal();

    /// <summary>True with a probability.</summary>
    public abstract bool Happens(double probability);

    /// <summary>Random numbers from a seed.</summary>
    public static Draws From(Random random) => new Seeded(random);

    /// <summary>Every draw at one percentile, and everything happens: how the reference tests its pipeline.</summary>
    public static Draws At(double percentile) => new Fixed(percentile);

    private sealed class Seeded(Random random) : Draws
    {
        public override double Uniform() => random.NextDouble();

        public override double UniformOfSecondTurn() => Uniform();

        public override double Normal() => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);

        public override double HalfNormal() => Math.Abs(Normal());

        public override bool Happens(double probability) => random.NextDouble() < probability;
    }

    private sealed class Fixed(double percentile) : Draws
    {
        public override double Uniform() => percentile;

        public override double UniformOfSecondTurn() => 0.5;

        // The reference's convention: the inverse error function without the factor sqrt 2.
        public override double Normal() => SpecialFunctions.ErfInv(2 * percentile - 1);

        public override double HalfNormal() => SpecialFunctions.ErfInv(percentile);

        public override bool Happens(double probability) => true;
    }
}
