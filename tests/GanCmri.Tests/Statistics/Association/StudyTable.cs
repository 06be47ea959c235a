using System.Globalization;
using GanCmri.Statistics.Association;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace GanCmri.Tests.Statistics.Association;

/// <summary>A made-up cohort written as CSV: y = 0.5 x + 0.03 age + 1 (M) - 0.5 (site b) + noise, some cells missing.</summary>
internal sealed class StudyTable : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public StudyTable(int rows, int seed = 3)
    {
        var random = new Xoshiro256StarStar(seed);
        double Noise() => Normal.Sample(random, 0, 1);
        for (var i = 0; i < rows; i++)
        {
            var (x, age, male, site) = (Noise(), Math.Round(40 + 30 * random.NextDouble(), 2), random.Next(2), "abc"[random.Next(3)]);
            var y = Math.Round(0.5 * x + 0.03 * age + male + (site == 'b' ? -0.5 : 0) + Noise(), 6);
            var disease = random.NextDouble() < 1 / (1 + Math.Exp(1 - 0.8 * x));
            string Cell(double v) => random.Next(20) == 0 ? "NA" : v.ToString("R", CultureInfo.InvariantCulture);
            Lines.Add($"s{i},p{i / 4},{Cell(y)},{Cell(x)},{Cell(age)},{(male == 1 ? "M" : "F")},{site},{(disease ? "yes" : "no")},7");
        }
    }

    public const string Header = "id,patient,y,x,age,sex,site,disease,flat";

    public List<string> Lines { get; } = [];

    public string Save(string header = Header, string newLine = "\n")
    {
        var path = Path.Combine(_folder, "table.csv");
        File.WriteAllText(path, header + newLine + string.Concat(Lines.Select(l => l + newLine)));
        return path;
    }

    public AssociationTable Run(AssociationOptions options) => AssociationStudy.Run(Save(), options);

    /// <summary>Columns as numbers (text: by the function), rows with anything missing left out.</summary>
    public double[][] Complete(params (int Column, Func<string, double> Value)[] columns)
    {
        var rows = Lines.Select(l => l.Split(',')).Where(c => columns.All(k => c[k.Column] != "NA")).ToArray();
        return [.. columns.Select(k => rows.Select(c => k.Value(c[k.Column])).ToArray())];
    }

    public static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
