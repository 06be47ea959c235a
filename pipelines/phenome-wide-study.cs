#!/usr/bin/env dotnet
#:project ../src/GanCmri.Reports/GanCmri.Reports.csproj
#:property NeedsLibTorch=true
#:property PublishAot=false
// Many phenotypes against many exposures: synthetic hearts are measured in both phases, joined with a CSV of covariates (made up here, some
// linked to the hearts, some missing), and every phenotype is tested against every exposure with missing covariates imputed. Writes
// covariates.csv, table.csv, groups.csv, results.csv and study.html.
//
//   dotnet run pipelines/phenome-wide-study.cs [-- --quick] [OUT]
//
// Expected:
//   # hearts measured, # phenotypes
//   # tests, # with q <= 0.05; the planted pair has beta # (95 % CI # to #)
//   Spearman of LV area in both phases: #
using System.Globalization;
using GanCmri.Learning;
using GanCmri.Learning.Networks;
using GanCmri.Reports.Association;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Trajectories.Motion;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var quick = args.Contains("--quick");
var folder = args.FirstOrDefault(a => !a.StartsWith("--", StringComparison.Ordinal)) ?? "phenome";
var generator = ModelFolder.Shipped.Generator;
var edToEs = (EdToEs)TrajectoryFile.Read(ModelFolder.Shipped.EdToEs).Trajectory;
var ml = new MLContext(seed: 1);

// The same hearts at end-diastole and end-systole; end-systolic columns start with Es.
var hearts = ml.Gan.SampleLatents(quick ? 40 : 300, generator, seed: 1);
var half = (float)EdToEs.PublishedStartOffset;
using var measure = ml
    .Gan.MapLatents("W", generator, "Z", truncationPsi: 0.8f)
    .Append(ml.Gan.MoveAlong("Ed", edToEs.Direction, -half, "W"))
    .Append(ml.Gan.GenerateImages("Image", generator, "Ed"))
    .Append(ml.Gan.MeasurePhenotypes("Image"))
    .Append(ml.Gan.MoveAlong("Es", edToEs.Direction, half, "W"))
    .Append(ml.Gan.GenerateImages("EsImage", generator, "Es"))
    .Append(ml.Gan.MeasurePhenotypes("EsImage", new MeasurePhenotypesOptions { OutputColumnPrefix = "Es" }))
    .Fit(hearts);
string[] sizes = ["LvAreaMm2", "MajorAxisMm", "MinorAxisMm"],
    shapes = ["SphericityIndex", "Eccentricity"],
    walls = ["WallThicknessMm", "LvMyocardiumAreaMm2"];
string[] diastolic = [.. sizes, .. shapes, .. walls],
    phenotypes = [.. diastolic, .. diastolic.Select(p => "Es" + p)];
var measured = ml.Gan.ToDataFrame(ml.Data.Cache(measure.Transform(hearts), ["Subject", .. phenotypes]));
Console.WriteLine($"{measured.Rows.Count} hearts measured, {phenotypes.Length} phenotypes");

// A CSV of covariates: age goes with the heart's area, the others with nothing; one cell in ten is missing.
Directory.CreateDirectory(folder);
var random = new Random(1);
var covariates = new List<string> { "Subject,Age,Bmi,Smoker,Diabetes,Sex" };
for (var i = 0; i < measured.Rows.Count; i++)
{
    var area = (float?)measured["LvAreaMm2"][i] ?? 1800; // null where no cavity was found
    string Cell(string value) => random.NextDouble() < 0.1 ? "" : value;
    string Number(double v) => v.ToString("F1", CultureInfo.InvariantCulture);
    covariates.Add(
        string.Join(
            ',',
            measured["Subject"][i],
            Cell(Number(55 + 0.01 * (area - 1800) + 8 * (random.NextDouble() + random.NextDouble() - 1))),
            Cell(Number(22 + 8 * random.NextDouble())),
            Cell(random.NextDouble() < 0.3 ? "yes" : "no"),
            random.NextDouble() < 0.1 ? "yes" : "no",
            i % 2 == 0 ? "F" : "M"
        )
    );
}

AtomicFile.WriteText(Path.Combine(folder, "covariates.csv"), string.Join('\n', covariates) + "\n");
AtomicFile.WriteText(
    Path.Combine(folder, "groups.csv"),
    "phenotype,group\n"
        + string.Concat(
            new[] { ("size", sizes), ("shape", shapes), ("wall", walls) }.SelectMany(g =>
                g.Item2.SelectMany(p => new[] { $"{p},{g.Item1}\n", $"Es{p},{g.Item1}\n" })
            )
        )
);
var bySubject = File.ReadLines(Path.Combine(folder, "covariates.csv")).Skip(1).ToDictionary(l => l.Split(',')[0], l => l.Split(','));
string[][] joined = [.. measured["Subject"].Cast<string>().Select(s => bySubject[s])];
foreach (var (name, place) in new[] { ("Age", 1), ("Bmi", 2), ("Smoker", 3), ("Diabetes", 4), ("Sex", 5) })
    measured.Columns.Add(new StringDataFrameColumn(name, joined.Select(c => c[place])));
measured.Columns.Add(new StringDataFrameColumn("Synthetic", joined.Select(_ => "true")));
var table = Path.Combine(folder, "table.csv");
ml.Gan.SaveCsv(measured, table);

var study = AssociationGroups
    .Read(Path.Combine(folder, "groups.csv"))
    .Add(
        AssociationStudy.Run(
            table,
            new AssociationOptions
            {
                Outcomes = phenotypes,
                Exposures = ["Age", "Bmi", "Smoker", "Diabetes"],
                Covariates = ["Sex"],
                Imputations = quick ? 3 : 20,
            }
        )
    );
AssociationCsv.Save(Path.Combine(folder, "results.csv"), study);
AssociationPage.Save(Path.Combine(folder, "study.html"), study, "Synthetic hearts: phenotypes and covariates");
var planted = study.Rows.First(r => r is { Phenotype: "LvAreaMm2", Exposure: "Age" });
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{study.Rows.Count} tests, {study.Rows.Count(r => r.Q <= 0.05)} with q <= 0.05; the planted pair has beta {planted.Beta:F1} "
            + $"(95 % CI {planted.Lower:F1} to {planted.Upper:F1})"
    )
);
var ranks = ml.Gan.RankCorrelation(ml.Gan.FromDataFrame(measured), "LvAreaMm2", "EsLvAreaMm2");
Console.WriteLine(FormattableString.Invariant($"Spearman of LV area in both phases: {ranks["R"][0]:F2}"));
