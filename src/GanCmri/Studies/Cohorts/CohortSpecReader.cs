using System.Globalization;
using GanCmri.Formats;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Studies.Cohorts;

/// <summary>Reads <see cref="CohortSpec"/> from YAML, strictly.</summary>
internal sealed class CohortSpecReader(string path)
{
    internal const double LeastShareInBounds = .01;
    private static readonly Phenotype[] Guidable = [.. SteeredPhenotype.All.Select(s => s.Phenotype), PhenotypeRegistry.LvFac];
    private readonly List<FileDigest> _files = [];

    public CohortSpec Read()
    {
        var root = YamlSection.Load(path).Only("phenotypes", "correlation", "covariates", "trajectory", "beat", "frames", "psi");
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
        var covariates = new CovariateReader(phenotypes, s => Distribution(s)).Read(root.SectionOrEmpty("covariates"));
        return new CohortSpec
        {
            Phenotypes = phenotypes,
            Correlation = Correlation(root, phenotypes.Length),
            Covariates = covariates.Covariates,
            CovariateCorrelation = covariates.Correlation,
            Trajectory = trajectory,
            DrawnBeats = root.Has("beat") && DrawnBeats(root, trajectory),
            Frames = Whole(root, "frames", 50, 4, 1000),
            Psi = root.NumberOr("psi", 0.8, 0, 1),
            Files = _files,
        };
    }

    private TargetPhenotype[] Phenotypes(YamlSection section)
    {
        var keys = section.Phenotypes(Guidable);
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

    private static NormalTarget Normal(YamlSection section) => new(section.Number("mean"), section.Positive("sd"));

    private EmpiricalTarget Empirical(YamlSection section)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, section.Text("file"));
        var column = section.Text("column");
        if (!File.Exists(file))
            throw section.Bad("file", "a table, its path relative to the specification's folder", InputFile.Instead(file), "correct it");
        _files.Add(FileDigest.Of(file));
        var header = TableNames.Of(file);
        if (PhenotypeNames.IndexIn(header, column) is not (>= 0 and var at))
            throw section.Bad("column", $"one of {string.Join(", ", header)}", $"'{column}'", "name a column of the file");
        double[] values = [.. TableCells.ReadColumns(file, header[at]).Numbers(header[at]).Where(double.IsFinite).Order()];
        return values.Distinct().Count() >= 2
            ? new EmpiricalTarget(values)
            : throw section.Bad("column", "at least two different numbers", $"{values.Distinct().Count()}", "name another column");
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
        return CanHoldTogether(matrix) ? table : throw root.Bad("correlation", "a positive definite matrix", "one that is not", Remedy);
    }

    internal static bool CanHoldTogether(Matrix<double> correlation) =>
        correlation.Evd(Symmetricity.Symmetric).EigenValues.All(v => v.Real > 1e-9);

    private static MotionKind? Trajectory(YamlSection root) =>
        root.Text("trajectory") is var word && word == "none"
            ? null
            : MotionWords.Parse(word)
                ?? throw root.Bad("trajectory", "none, ed-to-es, frame-to-frame or periodic", $"'{word}'", "correct it");

    private static bool DrawnBeats(YamlSection root, MotionKind? trajectory) =>
        (root.Text("beat"), trajectory) switch
        {
            ("trajectory", _) => false,
            ("drawn", not null) => true,
            ("drawn", null) => throw root.Bad(
                "beat",
                "a trajectory beside it",
                "hearts that stand still",
                "add trajectory: ed-to-es, frame-to-frame or periodic"
            ),
            var (word, _) => throw root.Bad("beat", "trajectory or drawn", $"'{word}'", "correct it"),
        };

    private static int Whole(YamlSection section, string key, int absent, int least, int most) =>
        section.NumberOr(key, absent, least, most) is var number && number == Math.Floor(number)
            ? (int)number
            : throw section.Bad(key, "a whole number", section.Text(key), "correct it");
}
