using System.Text.Json;
using GanCmri.Tests.Statistics.Association;

namespace GanCmri.Cli.Tests.Verbs.Associate;

public sealed class AssociateVerbTests : IDisposable
{
    private readonly StudyTable _table = new(200);
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose()
    {
        _table.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("dose=high", "dose=high=no", "dose=high [yes vs no]")]
    [InlineData("dose=high", "dose=high = no", "dose=high [yes vs no]")]
    [InlineData("x+dose=high", "dose=high=no", "dose=high [yes vs no]")]
    [InlineData("dose", "dose=high=no", "dose [low vs high=no]")]
    public async Task Associate_ReferenceOfAColumnWithAnEqualsSign_IsItsLevel(string exposure, string reference, string row)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(
            folder.File("t.csv"),
            [
                "y,x,dose=high,dose",
                .. Enumerable
                    .Range(0, 40)
                    .Select(i => $"{i * 7 % 11},{i * 5 % 13},{(i % 3 == 0 ? "no" : "yes")},{(i % 2 == 0 ? "high=no" : "low")}"),
            ]
        );
        string[] command = ["associate", folder.File("t.csv"), "--outcome", "y", "--exposure", exposure, "--reference", reference];
        Assert.Equal(0, await App.RunAsync([.. command, "--out", folder.File("r.csv")]));
        Assert.Contains(row, await File.ReadAllTextAsync(folder.File("r.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("synthetic", "synthetic", ", 1 of 1 in synthetic hearts with q <= 0.05, which restate what the ")]
    [InlineData("real", "synthetic", ", 1 of 1 in real hearts with q <= 0.05; 1 of 1 in synthetic hearts with q <= 0.05, which restate")]
    [InlineData("real", "real", " tested, 1 with q <= 0.05.")]
    public async Task Associate_OfSyntheticRows_CountsThemApartAndSaysWhy(string first, string second, string said)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(
            folder.File("t.csv"),
            ["y,x,source", .. Enumerable.Range(0, 60).Select(i => $"{i + (i * 7 % 5)},{i},{(i % 2 == 0 ? first : second)}")]
        );
        string[] command = ["associate", folder.File("t.csv"), "--outcome", "y", "--exposure", "x", "--out", folder.File("r.csv")];
        var console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            Assert.Equal(0, await App.RunAsync(command));
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Contains(said, printed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Associate_WritesResultsRecordAndPlots()
    {
        var result = Path.Combine(_folder, "results.csv");
        var exit = await App.RunAsync([
            "associate",
            _table.Save(),
            "--outcome",
            "y,age",
            "--exposure",
            "x",
            "--covariates",
            "sex,site",
            "--cluster",
            "patient",
            "--out",
            result,
            "--plots",
            Path.Combine(_folder, "plots"),
        ]);
        Assert.Equal(0, exit);
        var lines = await File.ReadAllLinesAsync(result);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("y,x,0.", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"Cluster\": \"patient\"", await File.ReadAllTextAsync(Path.Combine(_folder, "results.run.json")));
        Assert.Equal(
            ["correlations.csv", "correlations.png", "forest.png", "manhattan.png", "qq.png", "volcano.png"],
            Directory.GetFiles(Path.Combine(_folder, "plots")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("age,lv", "5")] // one value: constant
    [InlineData("age,lv", "")] // nothing at all
    public async Task Associate_NothingCanBeTested_SaysWhyAndWritesNothing(string header, string value)
    {
        string table = Path.Combine(_folder, "empty.csv"),
            result = Path.Combine(_folder, "none.csv");
        await File.WriteAllLinesAsync(table, [header, .. Enumerable.Range(0, 30).Select(i => $"{value},{2000 + 7 * i % 31}")]);
        var error = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            Assert.Equal(2, await App.RunAsync(["associate", table, "--outcome", "lv", "--exposure", "age", "--out", result]));
        }
        finally
        {
            Console.SetError(error);
        }

        var line = Assert.Single(said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), l => l.StartsWith("gancmri:"));
        Assert.StartsWith("gancmri: empty.csv: expected at least one association that can be tested, found none of 1 in 30 rows (", line);
        Assert.False(File.Exists(result));
    }

    [Theory]
    [InlineData("LV area (mm2)", "lv_area_mm2")]
    [InlineData("LVEDV (mL)", "LVEDV")]
    [InlineData("lv_edv_ml", "LVEDV")]
    public async Task Associate_OtherSpellingOfAPhenotype_FindsItsColumn(string header, string asked)
    {
        string table = Path.Combine(_folder, "table.csv"),
            result = Path.Combine(_folder, "results.csv");
        await File.WriteAllLinesAsync(table, [header + ",age", .. Enumerable.Range(0, 20).Select(i => $"{2000 + 7 * i + i % 3},{40 + i}")]);
        Assert.Equal(0, await App.RunAsync(["associate", table, "--outcome", asked, "--exposure", "age", "--out", result]));
        Assert.Contains(header + ",age,", (await File.ReadAllLinesAsync(result))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Associate_Reference_IsTheLevelComparedWith()
    {
        var result = Path.Combine(_folder, "r.csv");
        string[] verb = ["associate", _table.Save(), "--outcome", "y", "--exposure", "sex,site", "--out", result];
        Assert.Equal(0, await App.RunAsync([.. verb, "--reference", "sex=M", "--reference", "site=b"]));
        var lines = await File.ReadAllLinesAsync(result);
        Assert.Equal(
            ["sex [F vs M]", "site [a vs b]", "site [c vs b]"],
            lines.Skip(1).Select(l => l.Split(',')[1]).Order(StringComparer.Ordinal)
        );
        foreach (var wrong in new[] { "sex", "sex=", "=M", "sex=X", "colour=M" })
            Assert.Equal(2, await App.RunAsync([.. verb, "--reference", wrong]));
        Assert.Equal(2, await App.RunAsync([.. verb, "--reference", "sex=M", "--reference", "sex=F"]));
    }

    [Fact]
    public async Task Associate_TypesMarksAndCase_AreTaken()
    {
        var table = Path.Combine(_folder, "t.csv");
        await File.WriteAllTextAsync(
            table,
            "d,x,centre\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 90)
                        .Select(i =>
                            $"{(i % 3 == 0 ? "HCM" : "DCM")},{(i == 80 ? "2a" : i == 81 ? "refused" : i * 37 % 101)},{i % 2 + 1}\n"
                        )
                )
        );
        string[] verb =
        [
            "associate",
            table,
            "--outcome",
            "d",
            "--exposure",
            "x",
            "--covariates",
            "centre",
            "--out",
            Path.Combine(_folder, "r.csv"),
        ];
        Assert.Equal(2, await App.RunAsync([.. verb, "--family", "firth", "--case", "HCM"]));
        Assert.Equal(2, await App.RunAsync([.. verb, "--family", "logistic", "--numeric", "x"]));
        Assert.Equal(
            0,
            await App.RunAsync([
                .. verb,
                "--family",
                "firth",
                "--case",
                "HCM",
                "--numeric",
                "x",
                "--na",
                "refused",
                "--categorical",
                "centre",
            ])
        );
        var row = (await File.ReadAllLinesAsync(Path.Combine(_folder, "r.csv")))[1];
        Assert.Contains("case: HCM", row, StringComparison.Ordinal);
        Assert.Contains(",88,", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Associate_FormulasAndErrors_AreTaken()
    {
        var result = Path.Combine(_folder, "results.csv");
        Assert.Equal(
            0,
            await App.RunAsync([
                "associate",
                _table.Save(),
                "--outcome",
                "y",
                "--exposure",
                "x:sex,spline(age,45,55,65)",
                "--covariates",
                "site",
                "--errors",
                "hc3",
                "--permutations",
                "20",
                "--missing-report",
                Path.Combine(_folder, "missing.csv"),
                "--out",
                result,
            ])
        );
        Assert.Contains("y,,pattern,x,", await File.ReadAllTextAsync(Path.Combine(_folder, "missing.csv")), StringComparison.Ordinal);
        Assert.Contains("\"Seed\": 1", await File.ReadAllTextAsync(Path.Combine(_folder, "results.run.json")));
        var lines = await File.ReadAllLinesAsync(result);
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("y,x:sex [M vs F],", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("y,\"spline(age,45,55,65)\",,", lines[2], StringComparison.Ordinal);
        Assert.Contains("joint_statistic,joint_df,joint_df2,p_joint,q_joint,p_lr", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Associate_RecordOfTheRun_HasWhatWasJoinedChosenAndGrouped()
    {
        string Of(string name) => Path.Combine(_folder, name);
        await File.WriteAllLinesAsync(Of("clinic.csv"), ["who,bmi", .. Enumerable.Range(0, 200).Select(i => $"s{i},{20 + i * 7 % 13}")]);
        await File.WriteAllLinesAsync(Of("groups.csv"), ["phenotype,group", "y,ventricle"]);
        string[] command =
        [
            .. new[] { "associate", _table.Save(), "--outcome", "y", "--exposure", "bmi,x", "--join", Of("clinic.csv"), "--on", "id=who" },
            .. new[] { "--groups", Of("groups.csv"), "--sort", "p", "--filter", "p<=1,group=ventricle", "--out", Of("r.csv") },
        ];
        Assert.Equal(0, await App.RunAsync(command));
        var record = JsonDocument.Parse(await File.ReadAllTextAsync(Of("r.run.json"))).RootElement;
        var options = record.GetProperty("Options");
        Assert.Equal(
            ("Linear", "id=who", "groups.csv", "p"),
            (
                options.GetProperty("Family").GetString(),
                options.GetProperty("On").GetString(),
                options.GetProperty("Groups").GetString(),
                options.GetProperty("Sort").GetString()
            )
        );
        Assert.Equal(["p<=1", "group=ventricle"], options.GetProperty("Filter").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal(
            ["table.csv", "clinic.csv", "groups.csv"],
            record.GetProperty("Inputs").EnumerateArray().Select(f => f.GetProperty("Name").GetString())
        );
    }

    [Fact]
    public async Task Associate_UnknownColumn_ExitsWith2AndWritesNothing()
    {
        var result = Path.Combine(_folder, "results.csv");
        Assert.Equal(2, await App.RunAsync(["associate", _table.Save(), "--outcome", "nosuch", "--exposure", "x", "--out", result]));
        Assert.False(File.Exists(result));
    }
}
