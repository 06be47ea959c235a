#:project ../src/GanCmri/GanCmri.csproj
// Writes docs/validation-models.md: do the intervals of mixed, survival, ordinal, Firth, imputed and pooled models cover the truth 95 times
// in 100, and are false alarms held?
//
//   dotnet run -c Release pipelines/validate-models.cs [repeats=1000] [seed=1] [out=docs/validation-models.md]
using System.Globalization;
using System.Text;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Meta;
using GanCmri.Statistics.Regression;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

var repeats = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var path = args.Length > 2 ? args[2] : "docs/validation-models.md";
var folder = Directory.CreateTempSubdirectory().FullName;
var lines = new List<string>();

foreach (var effect in new[] { 0.5, 0 })
{
    Tally(
        $"12 patients x 3 slices x 2 frames, effect {effect} of a patient's value",
        "random intercepts patient/slice, REML, Satterthwaite",
        effect,
        r => Nested(r, 12, effect)
    );
    Tally($"the same, effect {effect} of a frame's value", "the same", effect, r => Nested(r, 12, effect, ofFrame: true));
    Tally(
        $"5 clusters x 20 rows, one cluster treated, effect {effect}",
        "CR2: one cluster decides, so no interval is given",
        effect,
        r => Clusters(r, effect, treated: 1)
    );
    Tally($"5 clusters x 20 rows, two treated, effect {effect}", "CR2, Satterthwaite", effect, r => Clusters(r, effect, treated: 2));
    Tally(
        $"5 clusters x 20 rows, half the rows of each treated, effect {effect}",
        "CR2, Satterthwaite",
        effect,
        r => Clusters(r, effect, treated: 0)
    );
    Tally($"2 % events of 600 rows, log odds {effect} of an exposed third", "Firth, profile", effect, r => Rare(r, effect));
    Tally($"150 rows, 40 % censored, log hazard {effect}", "Cox, Efron's ties, Wald", effect, r => Survival(r, effect));
    Tally($"150 rows, about 12 events, log hazard {effect}", "Firth's Cox, profile", effect, r => FewEvents(r, effect));
    Tally($"150 rows of 4 grades, log odds {effect}", "proportional odds, Wald", effect, r => Graded(r, effect));
    Tally(
        $"200 rows, 30 % of a covariate (category) and of the exposure missing at random, slope {effect}",
        "10 imputations, Rubin's rules",
        effect,
        r => Imputed(r, effect)
    );
    foreach (var imputations in new[] { 10, 0 })
    {
        Tally(
            imputations == 0
                ? $"the same, slope {effect}"
                : $"400 rows, 30 % of the exposure missing, far more often where phenotype and covariate are high, slope {effect}",
            imputations == 0 ? "complete cases (biased, for contrast)" : "10 imputations, Rubin's rules",
            effect,
            r => Selected(r, effect, imputations)
        );
    }

    Tally(
        $"6 studies of differing size, mean effect {effect}, heterogeneity as large as their errors",
        "random effects, Hartung and Knapp",
        effect,
        r => Studies(r, effect)
    );
}

Directory.Delete(folder, recursive: true);
AtomicFile.WriteText(path, Page());
Console.WriteLine($"{path}: {repeats} repeats, seed {seed}");

string Page()
{
    var page = new StringBuilder();
    page.AppendLine("# Are the models' intervals honest?").AppendLine();
    page.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Written by `dotnet run -c Release pipelines/validate-models.cs {repeats} {seed}`; do not edit."
            )
        )
        .AppendLine();
    page.AppendLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Tables with a known truth, {repeats} of each. Given: share of tables for which the model gives an interval. Covered:\n"
                    + $"share of intervals that hold the truth; chance alone moves it by "
                    + $"±{1.96 * Math.Sqrt(0.95 * 0.05 / repeats):P1}. Alarms: share of tests with p ≤ 0.05 where there is no\n"
                    + $"effect (nominal 5 %). Mean: of the estimates. Weak rows: random effects of six studies; doubt a p near 0.05 there."
            )
        )
        .AppendLine();
    page.AppendLine("| truth | interval | given | covered | alarms | mean |").AppendLine("|---|---|---|---|---|---|");
    foreach (var line in lines)
        page.AppendLine(line);
    return page.ToString().ReplaceLineEndings("\n");
}

void Tally(string truth, string interval, double effect, Func<Draws, Found?> run)
{
    var found = Enumerable
        .Range(0, repeats)
        .AsParallel()
        .AsOrdered()
        .Select(i => run(new Draws(seed, lines.Count, i)))
        .OfType<Found>()
        .Where(f => double.IsFinite(f.Lower) && double.IsFinite(f.Upper))
        .ToArray();
    string Share(int hits) =>
        found.Length == 0 ? "–"
        : BinomialShare.Wilson(hits, found.Length) is var s
            ? string.Create(CultureInfo.InvariantCulture, $"{(double)hits / found.Length:P1} ({s.Lower:P1} to {s.Upper:P1})")
        : "";
    lines.Add(
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {truth} | {interval} | {(double)found.Length / repeats:P1} | "
                + $"{Share(found.Count(f => f.Lower <= effect && f.Upper >= effect))} | "
                + $"{(effect == 0 ? Share(found.Count(f => f.P <= 0.05)) : "")} | "
                + $"{(found.Length == 0 ? "–" : found.Average(f => f.Estimate).ToString("F3", CultureInfo.InvariantCulture))} |"
        )
    );
    Console.WriteLine(lines[^1]);
}

static Found? Of(Coefficient? b) => b is null ? null : new Found(b.Estimate, b.Lower, b.Upper, b.P);

static Found? Nested(Draws r, int patients, double effect, bool ofFrame = false)
{
    var n = patients * 6;
    int[] patient = [.. Enumerable.Range(0, n).Select(i => i / 6)],
        slice = [.. Enumerable.Range(0, n).Select(i => i / 2)];
    double[] own = r.Normals(patients),
        between = r.Normals(patients),
        within = r.Normals(patients * 3),
        noise = r.Normals(n),
        frame = r.Normals(n);
    double[] x = [.. patient.Select((p, i) => ofFrame ? frame[i] : own[p])];
    double[] y = [.. x.Select((v, i) => effect * v + between[patient[i]] + 0.7 * within[slice[i]] + noise[i])];
    return Of(Mixed.Fit(y, [x], [patient, slice]).Coefficients.ElementAtOrDefault(1));
}

static Found? Clusters(Draws r, double effect, int treated)
{
    int[] cluster = [.. Enumerable.Range(0, 100).Select(i => i / 20)];
    double[] shared = r.Normals(5),
        noise = r.Normals(100);
    double[] x =
    [
        .. cluster.Select(
            (c, i) =>
                treated == 0 ? i % 2
                : c < treated ? 1.0
                : 0
        ),
    ];
    double[] y = [.. x.Select((v, i) => effect * v + 0.5 * shared[cluster[i]] + noise[i])];
    return Of(Ols.Fit(y, [x], new RegressionOptions { Clusters = cluster }).Coefficients[1]);
}

static Found? Rare(Draws r, double effect)
{
    double[] x = [.. Enumerable.Range(0, 600).Select(_ => r.Uniform() < 1 / 3.0 ? 1.0 : 0)],
        age = r.Normals(600);
    bool[] y = [.. x.Select((v, i) => r.Uniform() < 1 / (1 + Math.Exp(4.2 - effect * v - 0.3 * age[i])))];
    return y.All(v => !v) ? null : Of(Firth.Fit(y, [x, age]).Coefficients.ElementAtOrDefault(1));
}

static Found? Survival(Draws r, double effect)
{
    double[] x = r.Normals(150),
        age = r.Normals(150),
        time = new double[150];
    var seen = new bool[150];
    for (var i = 0; i < 150; i++)
    {
        double death = -Math.Log(1 - r.Uniform()) / Math.Exp(effect * x[i] + 0.3 * age[i]),
            end = -Math.Log(1 - r.Uniform()) / 0.7;
        (time[i], seen[i]) = (Math.Ceiling(10 * Math.Min(death, end)) / 10, death <= end);
    }

    return Of(Cox.Fit(new CoxRows(time, seen, [x, age])).Coefficients.ElementAtOrDefault(0));
}

static Found? FewEvents(Draws r, double effect)
{
    double[] x = r.Normals(150),
        age = r.Normals(150);
    double[] death = [.. x.Select((v, i) => -Math.Log(1 - r.Uniform()) / Math.Exp(effect * v + 0.3 * age[i]))];
    bool[] seen = Array.ConvertAll(death, d => d <= 0.08);
    return seen.Any(s => s)
        ? Of(FirthCox.Fit(new CoxRows(Array.ConvertAll(death, d => Math.Min(d, 0.08)), seen, [x, age])).Coefficients[0])
        : null;
}

static Found? Graded(Draws r, double effect)
{
    double[] x = r.Normals(150),
        age = r.Normals(150);
    double[] y =
    [
        .. x.Select((v, i) => effect * v + 0.3 * age[i] + Math.Log(r.Uniform() is var u && u > 0 ? u / (1 - u) : 1e-9))
            .Select(v =>
                v < -1 ? 0
                : v < 0.5 ? 1
                : v < 2 ? 2.0
                : 3
            ),
    ];
    return Of(Ordinal.Fit(y, [x, age]).Coefficients.ElementAtOrDefault(0));
}

Found? Imputed(Draws r, double effect)
{
    double[] z = r.Normals(200),
        own = r.Normals(200),
        noise = r.Normals(200);
    var rows = new List<string> { "y,x,z,c" };
    for (var i = 0; i < 200; i++)
    {
        var c =
            z[i] + r.Normals(1)[0] > 0.4 ? "b"
            : r.Uniform() < 0.5 ? "a"
            : "d";
        double x = 0.5 * z[i] + own[i],
            y = effect * x + 0.5 * z[i] + (c == "b" ? 0.5 : 0) + noise[i];
        var lost = r.Uniform() < 0.3;
        rows.Add($"{Cell(y)},{Cell(x, lost)},{Cell(z[i])},{(r.Uniform() < 0.3 ? "" : c)}");
    }

    return Study(rows, ["z", "c"], 10);
}

static string Cell(double value, bool lost = false) => lost ? "" : value.ToString("R", CultureInfo.InvariantCulture);

Found Study(List<string> rows, string[] covariates, int imputations)
{
    var file = Path.Combine(folder, $"{Guid.NewGuid():N}.csv");
    File.WriteAllLines(file, rows);
    var options = new AssociationOptions
    {
        Outcomes = ["y"],
        Exposures = ["x"],
        Covariates = covariates,
        Imputations = imputations,
    };
    var row = AssociationStudy.Run(file, options).Rows.Single();
    return new Found(row.Beta, row.Lower, row.Upper, row.Significance.Value);
}

// Complete rows have few high phenotypes, so that their slope is too flat; what is missing depends on what is known.
Found? Selected(Draws r, double effect, int imputations)
{
    double[] z = r.Normals(400),
        own = r.Normals(400),
        noise = r.Normals(400);
    var rows = new List<string> { "y,x,z" };
    for (var i = 0; i < 400; i++)
    {
        double x = 0.5 * z[i] + own[i],
            y = effect * x + 0.5 * z[i] + noise[i];
        var lost = r.Uniform() < 1 / (1 + Math.Exp(1.7 - 2 * y - z[i]));
        rows.Add($"{Cell(y)},{Cell(x, lost)},{Cell(z[i])}");
    }

    return Study(rows, ["z"], imputations);
}

static Found? Studies(Draws r, double effect)
{
    double[] errors = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4],
        own = r.Normals(6),
        noise = r.Normals(6);
    var pooled = MetaAnalysis.Of([.. errors.Select((e, i) => effect + 0.25 * own[i] + e * noise[i])], errors).Random;
    return new Found(pooled.Estimate, pooled.Lower, pooled.Upper, pooled.Significance.Value);
}

/// <summary>What a model found.</summary>
sealed record Found(double Estimate, double Lower, double Upper, double P);

/// <summary>Random draws of one repeat of one simulation.</summary>
sealed class Draws(int seed, int simulation, int repeat)
{
    private readonly Xoshiro256StarStar _random = new(unchecked(seed * 1_000_003 + simulation * 10_007 + repeat));

    public double Uniform() => _random.NextDouble();

    public double[] Normals(int n)
    {
        var x = new double[n];
        Normal.Samples(_random, x, 0, 1);
        return x;
    }
}
