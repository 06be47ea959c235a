using System.Diagnostics;
using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Benchmarks;

/// <summary>Time and memory of one association study of a long table: a phenotype on the first column, the others held constant.</summary>
internal static class AssociationBenchmark
{
    /// <summary>Measures a study; if there is no such table, makes it and stops, so that making it does not count.</summary>
    /// <param name="table">CSV of columns y (a quantity), disease (0 or 1) and x0, x1, ...</param>
    /// <param name="family">Kind of model.</param>
    /// <param name="rows">Rows of a new table.</param>
    /// <param name="columns">Columns x of a new table.</param>
    public static void Run(string table, AssociationFamily family, int rows, int columns)
    {
        if (!File.Exists(table))
        {
            Write(table, rows, columns);
            Console.WriteLine($"{table} written: start again to measure");
            return;
        }

        string[] names = [.. AssociationStudy.Header(table)];
        var clock = Stopwatch.StartNew();
        var row = AssociationStudy
            .Run(
                table,
                new AssociationOptions
                {
                    Outcomes = [family == AssociationFamily.Linear ? "y" : "disease"],
                    Exposures = [names[2]],
                    Covariates = names[3..],
                    Family = family,
                }
            )
            .Rows.Single();
        Console.WriteLine(
            $"{family}, {row.Used} rows, {names.Length - 2} columns, {new FileInfo(table).Length / 1e6:f0} MB: "
                + $"{clock.Elapsed.TotalSeconds:f1} s, highest resident memory {PeakMegabytes()} MB; "
                + $"beta {row.Beta:R}, SE {row.StandardError:R}"
        );
    }

    private static void Write(string table, int rows, int columns)
    {
        var random = new RandomStream(1);
        using var file = new StreamWriter(table);
        file.WriteLine("y,disease," + string.Join(',', Enumerable.Range(0, columns).Select(c => $"x{c}")));
        for (var i = 0; i < rows; i++)
        {
            double[] x = [.. Enumerable.Range(0, columns).Select(_ => random.Normal())];
            var y = 0.2 * x[0] + 0.1 * x.Skip(1).Sum() + random.Normal();
            var ill = random.Uniform() < 1 / (1 + Math.Exp(2 - y)) ? 1 : 0;
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{y:f5},{ill},") + string.Join(',', x.Select(Cell)));
        }
    }

    private static string Cell(double value) => value.ToString("f5", CultureInfo.InvariantCulture);

    private static long PeakMegabytes() =>
        long.Parse(
            File.ReadLines("/proc/self/status")
                .First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(':')[1]
                .Replace("kB", ""),
            CultureInfo.InvariantCulture
        ) / 1000;
}
