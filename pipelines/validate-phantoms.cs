#:project ../src/GanCmri/GanCmri.csproj
// Writes docs/validation-phantoms.md: does the association study find the effects planted in phantoms, and no others?
// dotnet run -c Release pipelines/validate-phantoms.cs [repeats=2000] [seed=1] [out=docs/validation-phantoms.md]
using System.Globalization;
using GanCmri.Imaging.Phantom;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

var repeats = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2000;
var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var path = args.Length > 2 ? args[2] : "docs/validation-phantoms.md";
var phantoms = new PhantomTally(repeats, seed);

AtomicFile.WriteText(
    path,
    string.Create(
        CultureInfo.InvariantCulture,
        $"""
        # Phantom cohorts through the association study

        Written by `dotnet run -c Release pipelines/validate-phantoms.cs {repeats} {seed}`; do not edit. {repeats} cohorts.

        Cohorts of 120 phantoms with planted effects of age on LV area (8 mm² a year) and of sex on wall thickness (1 mm), none on the other
        pairs; phenotypes are the phantoms' true ones, written as CSV and read back by the study (age and sex as exposures, each adjusted
        for the other; text sex).

        Truth and mean estimate are effects: of one year of age, or of men less women. Of lv_area_mm2 they are in mm² (with age mm² a year),
        of wall_mm in mm; fac is a share, 0 to 1.

        | pair | truth | mean estimate | covered | q ≤ 0.05 |
        |---|---|---|---|---|
        {string.Join('\n', phantoms.Lines())}

        """
    )
);
Console.WriteLine($"{path}: {repeats} repeats, seed {seed}");

/// <summary>Phantom cohorts with planted effects, each written as CSV and tested by the association study.</summary>
sealed class PhantomTally
{
    private const int Subjects = 120;
    private static readonly PlantedEffect[] Planted =
    [
        new(PhantomCovariate.Age, PhantomPhenotype.LvAreaMm2, 8),
        new(PhantomCovariate.Sex, PhantomPhenotype.WallThicknessMm, 1),
    ];
    private static readonly (string Name, PhantomPhenotype Of)[] Columns =
    [
        ("lv_area_mm2", PhantomPhenotype.LvAreaMm2),
        ("fac", PhantomPhenotype.FractionalAreaChange),
        ("wall_mm", PhantomPhenotype.WallThicknessMm),
    ];

    private readonly SortedDictionary<string, List<(double Truth, AssociationRow Row)>> _found = new(StringComparer.Ordinal);

    public PhantomTally(int repeats, int seed)
    {
        // Age and sex are drawn apart from each other, so either adjusts the other in a model of both.
        var folder = Directory.CreateTempSubdirectory().FullName;
        var file = Path.Combine(folder, "cohort.csv");
        for (var i = 0; i < repeats; i++)
        {
            File.WriteAllLines(file, Table(new PhantomPopulation(new PhantomOptions { Effects = Planted }, seed * 1_000_003L + i)));
            foreach (
                var (exposure, covariate, cause) in new[] { ("age", "sex", PhantomCovariate.Age), ("sex", "age", PhantomCovariate.Sex) }
            )
            {
                var study = AssociationStudy.Run(
                    file,
                    new AssociationOptions
                    {
                        Outcomes = [.. Columns.Select(c => c.Name)],
                        Exposures = [exposure],
                        Covariates = [covariate],
                    }
                );
                foreach (var row in study.Rows)
                    Add(row, Truth(cause, row.Phenotype));
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    public IEnumerable<string> Lines() =>
        _found.Select(pair =>
        {
            var rows = pair.Value;
            var covered = (double)rows.Count(r => r.Row.Lower <= r.Truth && r.Row.Upper >= r.Truth) / rows.Count;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {pair.Key} | {rows[0].Truth:G3} | {rows.Average(r => r.Row.Beta):G3} | {covered:P1} | "
                    + $"{(double)rows.Count(r => r.Row.Q <= 0.05) / rows.Count:P1} |"
            );
        });

    private static IEnumerable<string> Table(PhantomPopulation cohort) =>
        cohort
            .Subjects(Subjects)
            .Select(s =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{s.Name},{s.Covariates.Of(PhantomCovariate.Age)},{(s.Covariates.Of(PhantomCovariate.Sex) > 0 ? "M" : "F")},true,"
                        + $"{string.Join(',', Columns.Select(c => Value(s.Phenotypes, c.Of)))}"
                )
            )
            .Prepend("subject,age,sex,synthetic," + string.Join(',', Columns.Select(c => c.Name)));

    private static string Value(PhantomPhenotypes phenotypes, PhantomPhenotype of) =>
        phenotypes.Of(of).ToString("R", CultureInfo.InvariantCulture);

    private static double Truth(PhantomCovariate cause, string column) =>
        Planted.Where(e => e.Covariate == cause && e.Phenotype == Columns.Single(c => c.Name == column).Of).Sum(e => e.Slope);

    private void Add(AssociationRow row, double truth)
    {
        var key = $"{row.Phenotype} ~ {row.Exposure}";
        if (!_found.TryGetValue(key, out var rows))
            _found[key] = rows = [];
        rows.Add((truth, row));
    }
}
