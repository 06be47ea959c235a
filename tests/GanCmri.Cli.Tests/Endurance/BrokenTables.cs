using GanCmri.Formats.Tables;
using GanCmri.Imaging.Subjects;
using GanCmri.Phenotypes;
using GanCmri.Reports.Jobs;
using GanCmri.Statistics.Association;
using GanCmri.Studies.Cohorts;
using static GanCmri.Cli.Tests.Endurance.BrokenReaders;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Tables and specifications that people write.</summary>
internal static class BrokenTables
{
    private const string Jobs =
        "id,cine,slice,seed,lv_area_mm2,sphericity_index,trajectory,frames,outputs\na,,,7,+15%,,periodic,20,gif "
        + "curve\nb,P1/cine,2,,2400,0.8,own,,numbers\nc,,,8,,-5%,ed-to-es,2,thumbnail\n";
    private static readonly string Study =
        "subject,y,x,age,sex,n\n"
        + string.Concat(
            Enumerable
                .Range(0, 30)
                .Select(i =>
                    FormattableString.Invariant($"p{i % 20},{(i * 37) % 11 + .5},{i % 7},{40 + i},{(i % 3 == 0 ? "F" : "M")},{i % 4}\n")
                )
        );

    public static IReadOnlyList<BrokenReader> All { get; } =
    [
        new("jobs-csv", "jobs.csv", () => [Utf8(Jobs)], Mutator.Text, path => JobsFile.Read(path)),
        new("cohort-yaml", "cohort.yaml", () => [File.ReadAllBytes(CohortSpec.ExamplePath)], Mutator.Text, path => CohortSpec.Read(path)),
        new("association-csv", "t.csv", () => [Utf8(Study)], Mutator.Text, Associate),
        new("association-parquet", "t.parquet", Parquet, Mutator.Bytes, Associate),
        new(
            "body-csv",
            "body.csv",
            () => [Utf8("subject,height_cm,weight_kg,heart_rate_bpm\np1,180,75,60\np2,,80,\n")],
            Mutator.Text,
            path => BodyTable.Read(path)
        ),
        new("links-csv", "link.csv", () => [Utf8("a,b\nP1,P2\nP3,\"P 4\"\n")], Mutator.Text, path => SubjectLinks.Read([path])),
    ];

    private static void Associate(string path) =>
        AssociationStudy.Run(
            path,
            new AssociationOptions
            {
                Outcomes = ["y"],
                Exposures = ["x"],
                Covariates = ["age", "sex"],
                Cluster = "subject",
            }
        );

    private static IReadOnlyList<byte[]> Parquet() =>
        [
            Written(
                "t.parquet",
                path =>
                    new TableWriter<int>()
                        .Text("subject", i => $"p{i % 20}")
                        .Number("y", i => i * 37 % 11 + .5)
                        .Number("x", i => i % 7)
                        .Count("age", i => 40 + i)
                        .Text("sex", i => i % 3 == 0 ? "F" : "M")
                        .Save(path, Enumerable.Range(0, 30))
            ),
        ];
}
