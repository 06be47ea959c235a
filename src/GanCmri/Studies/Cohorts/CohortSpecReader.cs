using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Studies.Cohorts;

/// <summary>Reads <see cref="CohortSpec"/> from YAML, strictly.</summary>
internal sealed class CohortSpecReader(string path)
{
    private const double LeastShareInBounds = .01;
    private static readonly string[] Reserved = ["subject", "source", "plausible", "synthetic", "W"];
    private static readonly Phenotype[] Guidable = [.. SteeredPhenotype.All.Select(s => s.Phenotype), PhenotypeRegistry.LvFac];
    private readonly List<FileDigest> _files = [];

    public CohortSpec Read()
    {
        var root = YamlSection.Load(path).Only("phenotypes", "correlation", "covariates", "trajectory", "frames", "psi");
        _files.Add(FileDigest.Of(path));
        var phenotypes = Phenotypes(root.Section("phenotypes"));
        if (phenotypes.Length == 0)
            throw root.Bad("phenotypes", $"some of {string.Join(", ", Guidable)}", "none", "add one");
        var trajectory = root.Has("trajectory") ? Trajectory(root) : null;
        if (trajectory is null && phenotypes.Any(p => p.Phenotype == PhenotypeRegistry.LvFac))
            throw root.Bad(
                "phenotypes",
                $"a trajectory beside {PhenotypeRegistry.LvFac}",
                "hearts that stand still",
                "add trajectory: ed-to-es, frame-to-frame or periodic"
            );
        return new CohortSpec
        {
            Phenotypes = phenotypes,
            Correlation = Correlation(root, phenotypes.Length),
            Covariates = Covariates(root.SectionOrEmpty("covariates"), phenotypes),
            Trajectory = trajectory,
            Frames = Whole(root, "frames", 50, 4, 1000),
            Psi = root.NumberOr("psi", 0.8, 0, 1),
            Files = _files,
        };
    }

    private TargetPhenotype[] Phenotypes(YamlSection section)
    {
        var keys = Keys(section, Guidable);
        return [.. keys.Select(k => Phenotype(section, k.Value, SteeredPhenotype.All.SingleOrDefault(s => s.Phenotype == k.Key)))];
    }

    // Null: contraction.
    private TargetPhenotype Phenotype(YamlSection parent, string key, SteeredPhenotype? steered)
    {
        var section = parent.Section(key);
        var distribution = Distribution(section, "min", "max");
        var known = steered is null ? TargetPhenotype.OfContraction(distribution) : TargetPhenotype.Of(steered, distribution);
        var bounded = known with
        {
            Least = section.NumberOr("min", known.Least, known.Least, known.Most),
            Most = section.NumberOr("max", known.Most, known.Least, known.Most),
        };
        var inside =
            Enumerable
                .Range(1, 999)
                .Count(i =>
                    distribution.At(MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, i / 1000.0)) is var v
                    && v >= bounded.Least
                    && v <= bounded.Most
                ) / 999.0;
        if (inside >= LeastShareInBounds)
            return bounded;
        throw parent.Bad(
            key,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a distribution of which at least 1 % lies from {bounded.Least} to {bounded.Most}"
            ),
            "less",
            "move the distribution or its bounds"
        );
    }

    private TargetDistribution Distribution(YamlSection section, params string[] besides) =>
        section.Text("distribution") switch
        {
            "normal" => Normal(section.Only(["distribution", "mean", "sd", .. besides])),
            "empirical" => Empirical(section.Only(["distribution", "file", "column", .. besides])),
            var kind => throw section.Bad("distribution", "normal or empirical", $"'{kind}'", "correct it"),
        };

    private static NormalTarget Normal(YamlSection section) => new(section.Number("mean"), Sd(section));

    private EmpiricalTarget Empirical(YamlSection section)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, section.Text("file"));
        var column = section.Text("column");
        if (!File.Exists(file))
            throw section.Bad("file", "a CSV file, its path relative to the specification's folder", "no such file", "correct it");
        _files.Add(FileDigest.Of(file));
        using var text = new StreamReader(file);
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null });
        var at = csv.Read() && csv.ReadHeader() ? PhenotypeNames.IndexIn(csv.HeaderRecord!, column) : -1;
        if (at < 0)
            throw section.Bad("column", $"one of {string.Join(", ", csv.HeaderRecord ?? [])}", $"'{column}'", "name a column of the file");
        var values = new List<double>();
        while (csv.Read())
        {
            var cell = csv.TryGetField<string>(at, out var given) ? given! : "";
            if (cell.Trim().ToLowerInvariant() is "" or "na" or "nan" or "null" or ".")
                continue;
            if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
                throw new InputException(
                    FormattableString.Invariant($"{file}, line {csv.Parser.RawRow}"),
                    $"a number in '{column}'",
                    "something else",
                    "correct it or leave it empty"
                );
            values.Add(value);
        }

        return values.Distinct().Count() >= 2
            ? new EmpiricalTarget([.. values.Order()])
            : throw section.Bad("column", "at least two different numbers", $"{values.Count} numbers", "name another column");
    }

    private static double[,] Correlation(YamlSection root, int size)
    {
        if (!root.Has("correlation"))
            return Matrix<double>.Build.DenseIdentity(size).ToArray();
        var table = root.Square("correlation", size);
        var matrix = Matrix<double>.Build.DenseOfArray(table);
        const string Remedy = "give symmetric correlations with 1 on the diagonal that can hold together";
        if (!matrix.Equals(matrix.Transpose()) || matrix.Diagonal().Any(v => v != 1))
            throw root.Bad("correlation", "a symmetric matrix with 1 on the diagonal", "another", Remedy);
        return matrix.Evd(Symmetricity.Symmetric).EigenValues.All(v => v.Real > 1e-9)
            ? table
            : throw root.Bad("correlation", "a positive definite matrix", "one that is not", Remedy);
    }

    private Covariate[] Covariates(YamlSection section, TargetPhenotype[] phenotypes) =>
        [
            .. section.Keys.Select(name =>
            {
                if (
                    name.Length == 0
                    || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ')
                    || !char.IsAsciiLetter(name[0])
                    || Reserved
                        .Concat(phenotypes.SelectMany(p => new[] { p.Name, p.TargetName }))
                        .Contains(name, StringComparer.OrdinalIgnoreCase)
                )
                {
                    throw section.Bad(
                        name,
                        $"a name of letters and digits, neither a phenotype's nor {string.Join(", ", Reserved)}",
                        "another",
                        "rename it"
                    );
                }

                var below = section.Section(name);
                return below.Has("levels")
                    ? (Covariate)Category(name, below.Only("levels", "effects", "distributions"), phenotypes)
                    : Number(name, below.Only("mean", "sd", "min", "max", "unit", "effects"), phenotypes);
            }),
        ];

    private static NumberCovariate Number(string name, YamlSection section, TargetPhenotype[] phenotypes)
    {
        double mean = section.Number("mean"),
            sd = Sd(section),
            least = section.NumberOr("min", double.MinValue),
            most = section.NumberOr("max", double.MaxValue);
        var inside = MathNet.Numerics.Distributions.Normal.CDF(mean, sd, most) - MathNet.Numerics.Distributions.Normal.CDF(mean, sd, least);
        if (!(inside >= LeastShareInBounds))
            throw section.Bad(
                "mean",
                "a distribution of which at least 1 % lies between min and max",
                "less",
                "move the distribution or its bounds"
            );
        return new NumberCovariate(
            name,
            section.Has("unit") ? section.Text("unit") : "",
            mean,
            sd,
            least,
            most,
            Effects(section.SectionOrEmpty("effects"), phenotypes)
        );
    }

    private CategoryCovariate Category(string name, YamlSection section, TargetPhenotype[] phenotypes)
    {
        var levels = section.Section("levels");
        if (levels.Keys.Count < 2 || levels.Keys.Any(k => k.Length == 0))
            throw section.Bad("levels", "at least two levels with their shares", "fewer", "add one");
        var effects = section.SectionOrEmpty("effects").Only([.. levels.Keys.Skip(1)]); // the first level is the one compared with
        var own = section.SectionOrEmpty("distributions").Only([.. levels.Keys]);
        CategoryLevel[] all =
        [
            .. levels.Keys.Select(k => new CategoryLevel(k, levels.Number(k, 0, 1), Effects(effects.SectionOrEmpty(k), phenotypes))
            {
                Distributions = OfLevel(own.SectionOrEmpty(k), phenotypes),
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

    private TargetDistribution?[] OfLevel(YamlSection section, TargetPhenotype[] phenotypes)
    {
        var keys = Keys(section, [.. phenotypes.Select(p => p.Phenotype)]);
        return keys.Count == 0
            ? []
            : [.. phenotypes.Select(p => keys.TryGetValue(p.Phenotype, out var key) ? Distribution(section.Section(key)) : null)];
    }

    private static double[] Effects(YamlSection section, TargetPhenotype[] phenotypes)
    {
        var keys = Keys(section, [.. phenotypes.Select(p => p.Phenotype)]);
        return [.. phenotypes.Select(p => keys.TryGetValue(p.Phenotype, out var key) ? section.Number(key) : 0)];
    }

    // The key of each phenotype, in the file's order; a key may be any spelling of a phenotype's name.
    private static OrderedDictionary<Phenotype, string> Keys(YamlSection section, IReadOnlyList<Phenotype> among)
    {
        var keys = new OrderedDictionary<Phenotype, string>();
        foreach (var key in section.Only(key => among.Any(p => p == PhenotypeNames.Find(key)), [.. among.Select(p => p.Name)]).Keys)
        {
            var found = PhenotypeNames.Find(key)!;
            if (!keys.TryAdd(found, key))
                throw section.Bad(key, $"{found} once", $"it and {keys[found]}, which is the same", "remove one of them");
        }

        return keys;
    }

    private static double Sd(YamlSection section) =>
        section.Number("sd") is > 0 and var sd ? sd : throw section.Bad("sd", "a number above 0", section.Text("sd"), "correct it");

    private static MotionKind? Trajectory(YamlSection root) =>
        root.Text("trajectory") is var word && word == "none"
            ? null
            : MotionWords.Parse(word)
                ?? throw root.Bad("trajectory", "none, ed-to-es, frame-to-frame or periodic", $"'{word}'", "correct it");

    private static int Whole(YamlSection section, string key, int absent, int least, int most) =>
        section.NumberOr(key, absent, least, most) is var number && number == Math.Floor(number)
            ? (int)number
            : throw section.Bad(key, "a whole number", section.Text(key), "correct it");
}
