#!/usr/bin/env dotnet
#:project ../src/GanCmri/GanCmri.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// Do the groups of a synthetic cohort have the distributions of real ones? Medians of each group with intervals over subjects (95 %,
// percentiles), and the distance of Kolmogorov and Smirnov between the distributions, all groups counting alike in the last line. Distances
// have no interval: resamples push them up, and bounds for independent values do not hold for several slices of a subject.
//
//   gancmri cohort --n 240 --spec data/cohorts/groups.yaml --out cohort
//   dotnet run pipelines/compare-groups.cs -- cohort/cohort.csv REAL.csv [COHORT-COLUMN [REAL-COLUMN]]
//
// REAL.csv: a row a slice or a subject with the columns subject, group and lv_fac_percent (or REAL-COLUMN), measured by the network that
// judged the cohort: two networks differ by several points.
//
// Expected:
//   normal: median # (# to #, n = #) against # (# to #, # slices of # subjects), KS #
//   all groups: KS #
using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Statistics;
using Microsoft.Data.Analysis;
using Microsoft.ML;

InputException.EndsProcess();
if (args.Length < 2)
    throw new InputException("arguments", "COHORT.csv REAL.csv", $"{args.Length}", "see the head of this file");
var ml = new MLContext(seed: 1);
var made = Read(args[0], args.ElementAtOrDefault(2) ?? "lv_fac_percent_judged");
var real = Read(args[1], args.ElementAtOrDefault(3) ?? "lv_fac_percent");
string[] groups = [.. made.Select(r => r.Group).Intersect(real.Select(r => r.Group)).Order(StringComparer.Ordinal)];
if (groups.Length == 0)
    throw new InputException(args[1], "groups of the cohort", "none of them", "name groups alike in both tables");
foreach (var group in groups)
{
    var (a, b) = (made.Where(r => r.Group == group).ToArray(), real.Where(r => r.Group == group).ToArray());
    var distance = KolmogorovSmirnov.Distance([.. a.Select(r => r.Value)], [.. b.Select(r => r.Value)]);
    var people = b.Select(r => r.Subject).Distinct().Count();
    Console.WriteLine(
        FormattableString.Invariant($"{group}: median {Median(a)}, n = {a.Length}) against {Median(b)}, {b.Length} slices of {people} ")
            + FormattableString.Invariant($"subjects), KS {distance:F2}")
    );
}

var all = Distance([.. made.Where(r => groups.Contains(r.Group))], [.. real.Where(r => groups.Contains(r.Group))]);
Console.WriteLine(FormattableString.Invariant($"all groups: KS {all:F3}"));

// The largest distance of two distribution functions in which every group has the same weight.
double Distance(Row[] a, Row[] b)
{
    var (below, above) = (Functions(a), Functions(b));
    return a.Concat(b).Max(r => Math.Abs(groups.Average(g => Share(below[g], r.Value)) - groups.Average(g => Share(above[g], r.Value))));

    Dictionary<string, double[]> Functions(Row[] of) =>
        groups.ToDictionary(g => g, g => of.Where(r => r.Group == g).Select(r => r.Value).Order().ToArray());
}

static double Share(double[] sorted, double value)
{
    var at = Array.BinarySearch(sorted, value);
    if (at < 0)
        return (double)~at / sorted.Length;
    while (at < sorted.Length && sorted[at] <= value)
        at++;
    return (double)at / sorted.Length;
}

static string Median(Row[] rows)
{
    var interval = Bootstrap.Interval(
        [.. rows.Select(r => r.Subject)],
        indices => Middle([.. indices.Select(i => rows[i].Value).Order()]),
        new BootstrapOptions { Resamples = 2000, Method = BootstrapMethod.Percentile }
    );
    return FormattableString.Invariant($"{interval.Estimate:F1} ({interval.Lower:F1} to {interval.Upper:F1}");

    static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

Row[] Read(string path, string column)
{
    var table = ml.Gan.LoadTable(path, "subject", "group");
    foreach (var name in new[] { "subject", "group", column })
        if (table.Columns.All(c => c.Name != name))
            throw new InputException(path, $"a column {name}", string.Join(", ", table.Columns.Select(c => c.Name)), "name it");
    var values = table.Columns[column];
    return
    [
        .. Enumerable
            .Range(0, (int)table.Rows.Count)
            .Where(i => values[i] is not null)
            .Select(i => new Row($"{table["subject"][i]}", $"{table["group"][i]}", Convert.ToDouble(values[i])))
            .Where(r => double.IsFinite(r.Value)),
    ];
}

internal sealed record Row(string Subject, string Group, double Value);
