using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Studies.Cohorts;

/// <summary>Reads the covariates of a <see cref="CohortSpec"/>.</summary>
/// <param name="phenotypes">What they may move.</param>
/// <param name="distribution">Reads a group's own distribution.</param>
internal sealed class CovariateReader(TargetPhenotype[] phenotypes, Func<YamlSection, TargetDistribution> distribution)
{
    private static readonly string[] Reserved = ["subject", "source", "plausible", "missed", "synthetic", "is_synthetic", "W"];

    // Columns of the table, whatever is measured and whether hearts move.
    private readonly string[] _taken =
    [
        .. Reserved,
        .. phenotypes.SelectMany(p => new[] { p.Name, p.TargetName, p.JudgedName }),
        .. PhenotypeRegistry.Contraction.Select(p => p.Name),
    ];

    public ReadCovariates Read(YamlSection section)
    {
        Covariate[] covariates = [.. section.Keys.Select(name => Read(section, name))];
        return new ReadCovariates(covariates, Correlation(section));
    }

    private Covariate Read(YamlSection section, string name)
    {
        if (
            name.Length == 0
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ')
            || !char.IsAsciiLetter(name[0])
            || _taken.Contains(name, StringComparer.OrdinalIgnoreCase)
            || RowSource.IsMarker(name)
        )
        {
            throw section.Bad(
                name,
                $"a name of letters and digits, neither that of a phenotype's column nor {string.Join(", ", Reserved)}",
                "another",
                "rename it"
            );
        }

        var below = section.Section(name);
        return below.Has("levels")
            ? Category(name, below.Only("levels", "effects", "distributions", "correlation"))
            : Number(name, below.Only("mean", "sd", "min", "max", "unit", "effects", "correlation"));
    }

    private NumberCovariate Number(string name, YamlSection section)
    {
        var all = new BoundedNormal(
            section.Number("mean"),
            section.Positive("sd"),
            section.NumberOr("min", double.MinValue),
            section.NumberOr("max", double.MaxValue)
        );
        if (!(all.Inside >= CohortSpecReader.LeastShareInBounds))
            throw section.Bad(
                "mean",
                "a distribution of which at least 1 % lies between min and max",
                "less",
                "move the distribution or its bounds"
            );
        return new NumberCovariate(
            name,
            section.Has("unit") ? section.Text("unit") : "",
            all.Mean,
            all.Sd,
            all.Least,
            all.Most,
            Effects(section.SectionOrEmpty("effects"), Effect, new CovariateEffect(0))
        );
    }

    private static CovariateEffect Effect(YamlSection section, string key)
    {
        if (!section.HasSection(key))
            return section.Number(key);
        var curve = section.Section(key).Only("linear", "quadratic", "cubic", "steps");
        if (curve.Keys.Count == 0)
            throw section.Bad(key, "a number, or some of linear, quadratic, cubic and steps", "none of them", "add one");
        return new CovariateEffect(curve.NumberOr("linear", 0), curve.NumberOr("quadratic", 0), curve.NumberOr("cubic", 0))
        {
            Steps = [.. curve.SectionOrEmpty("steps").Numbers().Select(s => new EffectStep(s.Key, s.Value))],
        };
    }

    private CategoryCovariate Category(string name, YamlSection section)
    {
        var levels = section.Section("levels");
        if (levels.Keys.Count < 2 || levels.Keys.Any(k => k.Length == 0))
            throw section.Bad("levels", "at least two levels with their shares", "fewer", "add one");
        var effects = section.SectionOrEmpty("effects").Only([.. levels.Keys.Skip(1)]); // the first level is the one compared with
        var own = section.SectionOrEmpty("distributions").Only([.. levels.Keys]);
        CategoryLevel[] all =
        [
            .. levels.Keys.Select(k => new CategoryLevel(
                k,
                levels.Number(k, 0, 1),
                Effects(effects.SectionOrEmpty(k), (s, key) => s.Number(key), 0)
            )
            {
                Distributions = OfLevel(own.SectionOrEmpty(k)),
            }),
        ];
        foreach (
            var p in Enumerable
                .Range(0, phenotypes.Length)
                .Where(p => all.Any(l => l.Effects[p] != 0) && all.Any(l => l.Distributions.ElementAtOrDefault(p) is not null))
        )
            throw section.Bad(
                "distributions",
                $"effects or distributions of {phenotypes[p].Name}",
                "both",
                "a distribution of its own says all about a level: leave the effects out"
            );
        var sum = all.Sum(l => l.Share);
        return Math.Abs(sum - 1) < 1e-6
            ? new CategoryCovariate(name, all)
            : throw section.Bad("levels", "shares that add up to 1", Figures.Short(sum), "correct them");
    }

    private TargetDistribution?[] OfLevel(YamlSection section)
    {
        var keys = section.Phenotypes([.. phenotypes.Select(p => p.Phenotype)]);
        return keys.Count == 0
            ? []
            : [.. phenotypes.Select(p => keys.TryGetValue(p.Phenotype, out var key) ? distribution(section.Section(key)) : null)];
    }

    private T[] Effects<T>(YamlSection section, Func<YamlSection, string, T> effect, T none)
    {
        var keys = section.Phenotypes([.. phenotypes.Select(p => p.Phenotype)]);
        return [.. phenotypes.Select(p => keys.TryGetValue(p.Phenotype, out var key) ? effect(section, key) : none)];
    }

    // Each names its correlations with those above it; null: none has any.
    private static double[,]? Correlation(YamlSection section)
    {
        var matrix = Matrix<double>.Build.DenseIdentity(Math.Max(1, section.Keys.Count));
        var any = false;
        foreach (var (i, name) in section.Keys.Index().Where(k => section.Section(k.Item).Has("correlation")))
        {
            var of = section.Section(name);
            if (i == 0)
                throw of.Bad("correlation", "correlations with covariates above", "none above", "give it at the later of the two");
            var with = of.Section("correlation").Only([.. section.Keys.Take(i)]);
            foreach (var other in with.Keys)
                matrix[i, section.Keys.ToList().IndexOf(other)] = matrix[section.Keys.ToList().IndexOf(other), i] = with.Number(
                    other,
                    -1,
                    1
                );
            if (!CohortSpecReader.CanHoldTogether(matrix))
                throw of.Bad(
                    "correlation",
                    "correlations that can hold together (a positive definite matrix)",
                    "others",
                    "move them towards 0"
                );
            any = true;
        }

        return any ? matrix.ToArray() : null;
    }
}

/// <summary>The covariates of a specification.</summary>
/// <param name="Covariates">In the file's order.</param>
/// <param name="Correlation">Between their normal scores; null: none.</param>
internal sealed record ReadCovariates(IReadOnlyList<Covariate> Covariates, double[,]? Correlation);
