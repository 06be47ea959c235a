#:project ../src/GanCmri/GanCmri.csproj
// Writes docs/validation.md: do 95 % intervals cover the truth 95 times in 100, and are false discoveries held?
// dotnet run -c Release pipelines/validate-statistics.cs [repeats=2000] [seed=1] [out=docs/validation.md]
using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Statistics.Regression;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Logistic = GanCmri.Statistics.Regression.Logistic;

var repeats = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2000;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var path = args.Length > 2 ? args[2] : "docs/validation.md";

var chance = 1.96 * Math.Sqrt(0.95 * 0.05 / repeats);
var lines = new List<string>();
Coverage("Pearson r = 0.5, n = 30", "Fisher z", r => Contains(Pearson(r, 30, 0.5), 0.5));
Coverage("Pearson r = 0, n = 10", "Fisher z", r => Contains(Pearson(r, 10, 0), 0));
Coverage("Pearson r = 0.5, n = 60", "bootstrap BCa, 1000 resamples", r => BootstrapContains(r));
Coverage("Linear, slope 0.3, two covariates, n = 60", "Student t", r => Contains(Linear(r, 0.3), 0.3));
Coverage("Linear, slope 0, two covariates, n = 60", "Student t", r => Contains(Linear(r, 0), 0));
Coverage("Linear, 40 patients x 5 frames, slope 0.3", "cluster-robust CR2, Satterthwaite", r => Contains(Clustered(r, robust: true), 0.3));
Coverage("the same, clusters ignored", "Student t (wrong, for contrast)", r => Contains(Clustered(r, robust: false), 0.3));
Coverage("Logistic, log odds 0.5, n = 300", "Wald", r => Contains(Binary(r, 0.5), 0.5));
Coverage("Logistic, log odds 0, n = 300", "Wald", r => Contains(Binary(r, 0), 0));
Coverage("Share of 0.1, n = 40", "Wilson", r => BinomialShare.Wilson(Count(r, 0.1, 40), 40).Contains(0.1));
Coverage("Share of 0.1, n = 40", "Clopper-Pearson (conservative)", r => BinomialShare.ClopperPearson(Count(r, 0.1, 40), 40).Contains(0.1));
Coverage("AUC 0.76, 40 cases, 40 controls", "DeLong", AucContains);

var alarms = new[] { 2, 3, 5 }
    .SelectMany(exposed => new[] { FalseAlarms(exposed, logistic: false), FalseAlarms(exposed, logistic: true) })
    .ToArray();
var discoveries = new[] { Discoveries(0), Discoveries(10), Discoveries(25) };

AtomicFile.WriteText(path, Page());
Console.WriteLine($"{path}: {repeats} repeats, seed {seed}");

string Page() =>
    string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # Are the intervals and discoveries honest?

        Written by `dotnet run -c Release pipelines/validate-statistics.cs {repeats} {seed}`; do not edit.

        ## Coverage of 95 % intervals

        Tables with a known truth, {repeats} of each. Covered: the share of intervals that contain the true value; by chance alone it
        varies by ±{chance:P1}.

        | truth | interval | covered |
        |---|---|---|
        {string.Join('\n', lines)}

        ## False alarms with few exposed patients

        Simulated tables of 20 patients with 5 rows each. 2, 3 or 5 patients are exposed, the exposure has no effect, and rows of a patient
        are correlated by 0.5; each row has a covariate. The columns CR2 and CR1 give the share of tests with p ≤ 0.05, which should be
        5 %. CR2 with Satterthwaite's degrees of freedom is what `--cluster` does; CR1 with clusters - 1 is shown for contrast. Tables in
        which the logistic fit has no finite maximum are left out.

        | model | exposed of 20 patients | tests | CR2 | CR1 |
        |---|---|---|---|---|
        {string.Join('\n', alarms)}

        ## False discoveries

        50 independent phenotypes of 100 rows, some with a true slope of 0.4 standard deviations. BH and BY rate: the share of false
        findings among all with q ≤ 0.05, averaged over repeats (0 where nothing was found). Bonferroni family: the share of repeats with
        at least one false finding.

        | true effects of 50 | BH rate (nominal 0.05) | BY rate | Bonferroni family (nominal 0.05) | effects found by BH |
        |---|---|---|---|---|
        {string.Join('\n', discoveries)}

        """
    );

void Coverage(string truth, string interval, Func<Draws, bool> covers)
{
    var hits = Enumerable.Range(0, repeats).Count(i => covers(new Draws(seed, lines.Count, i)));
    var share = BinomialShare.Wilson(hits, repeats);
    lines.Add(
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {truth} | {interval} | {(double)hits / repeats:P1} ({share.Lower:P1} to {share.Upper:P1}) |"
        )
    );
    Console.WriteLine(lines[^1]);
}

string FalseAlarms(int exposed, bool logistic)
{
    int tests = 0,
        cr2 = 0,
        cr1 = 0;
    for (var i = 0; i < repeats; i++)
    {
        var r = new Draws(seed, 200 + 2 * exposed + (logistic ? 1 : 0), i);
        int[] patient = [.. Enumerable.Range(0, 100).Select(k => k / 5)];
        double[] shared = r.Normals(20),
            noise = r.Normals(100),
            covariate = r.Normals(100);
        double[] x = [.. patient.Select(p => p < exposed ? 1.0 : 0)],
            y = [.. patient.Select((p, k) => shared[p] + noise[k])];
        Coefficient? With(ClusterErrors errors)
        {
            var options = new RegressionOptions { Clusters = patient, ClusterErrors = errors };
            return (
                logistic
                    ? Logistic.Fit([.. y.Select(v => v > 0)], [x, covariate], options).Coefficients
                    : Ols.Fit(y, [x, covariate], options).Coefficients
            ).ElementAtOrDefault(1);
        }

        if (With(ClusterErrors.Cr2) is not { } b)
            continue;
        tests++;
        if (b.P <= 0.05)
            cr2++;
        if (With(ClusterErrors.Cr1)!.P <= 0.05)
            cr1++;
    }

    return string.Create(
        CultureInfo.InvariantCulture,
        $"| {(logistic ? "logistic" : "linear")} | {exposed} | {tests} | {(double)cr2 / tests:P1} | {(double)cr1 / tests:P1} |"
    );
}

string Discoveries(int effects)
{
    double bh = 0,
        by = 0,
        family = 0,
        found = 0;
    for (var i = 0; i < repeats; i++)
    {
        var r = new Draws(seed, 100 + effects, i);
        var x = r.Normals(100);
        var p = Enumerable
            .Range(0, 50)
            .Select(k => LinearFit.Of(x, x.Zip(r.Normals(100), (a, e) => (k < effects ? 0.4 : 0) * a + e).ToArray()).Slope.P)
            .ToArray();
        double False(double[] q) => q.Count(v => v <= 0.05) is var all and > 0 ? (double)q.Skip(effects).Count(v => v <= 0.05) / all : 0;
        var q = MultipleTesting.BenjaminiHochberg(p);
        bh += False(q);
        by += False(MultipleTesting.BenjaminiYekutieli(p));
        family += MultipleTesting.Bonferroni(p).Skip(effects).Any(v => v <= 0.05) ? 1 : 0;
        found += q.Take(effects).Count(v => v <= 0.05);
    }

    var power = effects == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{found / repeats / effects:P0}");
    return string.Create(
        CultureInfo.InvariantCulture,
        $"| {effects} | {bh / repeats:F3} | {by / repeats:F3} | {family / repeats:F3} | {power} |"
    );
}

static bool Contains(Interval interval, double truth) => interval.Contains(truth);

static Interval Pearson(Draws r, int n, double rho)
{
    var (x, y) = r.Correlated(n, rho);
    var c = Correlation.Pearson(x, y);
    return new Interval(c.Lower, c.Upper);
}

static bool BootstrapContains(Draws r)
{
    var (x, y) = r.Correlated(60, 0.5);
    var found = Bootstrap.Interval(
        60,
        rows => Correlation.Pearson(Array.ConvertAll(rows, i => x[i]), Array.ConvertAll(rows, i => y[i])).R,
        new BootstrapOptions { Resamples = 1000 }
    );
    return found.Lower <= 0.5 && found.Upper >= 0.5;
}

static Interval Of(Coefficient b) => new(b.Lower, b.Upper);

static Interval Linear(Draws r, double slope)
{
    double[] age = r.Normals(60),
        sex = r.Flags(60),
        x = [.. r.Normals(60).Zip(age, (e, a) => e + 0.5 * a)],
        noise = r.Normals(60);
    double[] y = [.. noise.Select((e, i) => 1 + slope * x[i] + 0.7 * age[i] - 0.4 * sex[i] + e)];
    return Of(Ols.Fit(y, [x, age, sex]).Coefficients[1]);
}

static Interval Clustered(Draws r, bool robust)
{
    int[] patient = [.. Enumerable.Range(0, 200).Select(i => i / 5)];
    double[] own = r.Normals(40),
        shared = r.Normals(40),
        noise = r.Normals(200),
        wobble = r.Normals(200);
    double[] x = [.. patient.Select((p, i) => own[p] + 0.3 * wobble[i])];
    double[] y = [.. patient.Select((p, i) => 0.3 * x[i] + shared[p] + noise[i])];
    return Of(Ols.Fit(y, [x], new RegressionOptions { Clusters = robust ? patient : null }).Coefficients[1]);
}

static Interval Binary(Draws r, double effect)
{
    double[] x = r.Normals(300),
        age = r.Normals(300);
    bool[] y = [.. x.Select((v, i) => r.Uniform() < 1 / (1 + Math.Exp(0.5 - effect * v - 0.3 * age[i])))];
    return Of(Logistic.Fit(y, [x, age]).Coefficients[1]);
}

static int Count(Draws r, double share, int n) => Enumerable.Range(0, n).Count(_ => r.Uniform() < share);

static bool AucContains(Draws r)
{
    double[] score = [.. r.Normals(40).Select(v => v + 1), .. r.Normals(40)];
    var auc = Auc.Of(score, [.. Enumerable.Range(0, 80).Select(i => i < 40)]);
    var truth = Normal.CDF(0, 1, 1 / Math.Sqrt(2));
    return auc.Lower <= truth && auc.Upper >= truth;
}

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

    public double[] Flags(int n) => [.. Enumerable.Range(0, n).Select(_ => Uniform() < 0.5 ? 1.0 : 0)];

    public (double[] X, double[] Y) Correlated(int n, double rho)
    {
        double[] x = Normals(n),
            e = Normals(n);
        return (x, [.. x.Zip(e, (a, b) => rho * a + Math.Sqrt(1 - rho * rho) * b)]);
    }
}
