using System.Diagnostics;
using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Benchmarks;

/// <summary>Time and memory of one association study of a long table: a phenotype on the first column, the others held constant.</summary>
internal static class AssociationBenchmark
{
    private const int Parts = 10;

    /// <summary>Measures a study; if there is no such table, makes it and stops, so that making it does not count.</summary>
    /// <param name="table">CSV of columns y (a quantity), disease (0 or 1) and x0, x1, ...; without an ending a folder of ten Parquet
    /// tables, as shards leave them.</param>
    /// <param name="family">Kind of model.</param>
    /// <param name="rows">Rows of a new table.</param>
    /// <param name="columns">Columns x of a new table.</param>
    public static void Run(string table, AssociationFamily family, int rows, int columns)
    {
        if (!Path.Exists(table))
        {
            Write(table, rows, columns);
            Console.WriteLine($"{table} written: start again to measure");
            return;
        }

        var tables = Directory.Exists(table) ? Directory.GetFiles(table) : [table];
        string[] names = [.. AssociationStudy.Header(tables[0])];
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
            $"{family}, {row.Used} rows, {names.Length - 2} columns, {tables.Sum(t => new FileInfo(t).Length) / 1e6:f0} MB: "
                + $"{clock.Elapsed.TotalSeconds:f1} s, highest resident memory {PeakMegabytes()} MB; "
                + $"beta {row.Beta:R}, SE {row.StandardError:R}"
        );
    }

    private static void Write(string table, int rows, int columns)
    {
        var made = Rows(rows, columns);
        if (Path.GetExtension(table).Length == 0)
        {
            foreach (var (i, part) in made.Chunk((rows + Parts - 1) / Parts).Index())
                new TableWriter<double[]>()
                    .Number("y", r => r[0])
                    .Count("disease", r => (long)r[1])
                    .Numbers(Enumerable.Range(2, columns), c => $"x{c - 2}", (r, c) => r[c])
                    .Save(Path.Combine(table, $"part-{i:D5}.parquet"), part);
            return;
        }

        using var file = new StreamWriter(table);
        file.WriteLine("y,disease," + string.Join(',', Enumerable.Range(0, columns).Select(c => $"x{c}")));
        foreach (var row in made)
            file.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{row[0]:f5},{row[1]},") + string.Join(',', row.Skip(2).Select(Cell))
            );
    }

    private static IEnumerable<double[]> Rows(int rows, int columns)
    {
        var random = new RandomStream(1);
        for (var i = 0; i < rows; i++)
        {
            double[] x = [.. Enumerable.Range(0, columns).Select(_ => random.Normal())];
            var y = 0.2 * x[0] + 0.1 * x.Skip(1).Sum() + random.Normal();
            yield return [y, random.Uniform() < 1 / (1 + Math.Exp(2 - y)) ? 1 : 0, .. x];
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
