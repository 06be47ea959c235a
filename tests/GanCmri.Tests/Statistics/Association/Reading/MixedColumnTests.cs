using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association.Reading;

/// <summary>Columns with cells of two kinds, and what stands for missing.</summary>
public sealed class MixedColumnTests : IDisposable
{
    private static readonly AssociationOptions Options = new() { Outcomes = ["y"], Exposures = ["x"] };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2a", "'2a' in data row 200")]
    [InlineData("54.1 y", "'54.1 y' in data row 200")]
    [InlineData("3,5", "'3,5' in data row 200")]
    [InlineData("1 234", "'1 234' in data row 200")]
    [InlineData("1.234,5", "'1.234,5' in data row 200")]
    [InlineData("inf", "'inf' in data row 200")]
    [InlineData("12%", "'12%' in data row 200")]
    [InlineData("Miller, Joan", "other text (12 characters) in data row 200")]
    public void Run_StrayAmongNumbers_IsNamed(string stray, string expected)
    {
        var error = Refusal(i => i == 199 ? $"\"{stray}\"" : $"{i}");
        Assert.Contains("column 'x': expected numbers with a decimal point", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("3,5")]
    [InlineData("1e3")]
    public void Run_NumberAmongLabels_IsNamed(string stray)
    {
        var error = Refusal(i => i == 7 ? $"\"{stray}\"" : "abc"[i % 3].ToString());
        Assert.Contains("column 'x': expected text in every row", error, StringComparison.Ordinal);
        Assert.Contains($"'{stray}' in data row 8", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0},5")]
    [InlineData("1,{0:000}")]
    [InlineData("{0:000} 123")]
    public void Run_AllWithCommas_AreRefused(string format) =>
        Assert.Contains(
            "a decimal point",
            Refusal(i => $"\"{string.Format(CultureInfo.InvariantCulture, format, i % 100 + 1)}\""),
            StringComparison.Ordinal
        );

    [Fact]
    public void Run_AllWithUnits_AreRefused() =>
        Assert.Contains(
            "numbers with a decimal point",
            Refusal(i => string.Create(CultureInfo.InvariantCulture, $"{40 + i % 30}.1 y")),
            StringComparison.Ordinal
        );

    [Fact]
    public void Run_StrayFarBehindTheFirstBlock_IsNamed() =>
        Assert.Contains("'2a' in data row 39999", Refusal(i => i == 39_998 ? "2a" : $"{i}", rows: 40_000), StringComparison.Ordinal);

    [Fact]
    public void Run_TypeGiven_IsTaken()
    {
        string Cell(int i) => i is 199 ? "2a" : $"{i % 5}";
        var numeric = Run(Cell, Options with { Numeric = ["x"] });
        Assert.Equal((299, 1), (numeric.Rows.Single().Used, numeric.Rows.Single().Missing));
        Assert.Contains("x: 1 cells are not numbers and count as missing", numeric.Notes);
        var categorical = Run(Cell, Options with { Categorical = ["x"] });
        Assert.Equal(["x [1 vs 0]", "x [2 vs 0]", "x [2a vs 0]", "x [3 vs 0]", "x [4 vs 0]"], categorical.Rows.Select(r => r.Exposure));
        Assert.Contains(
            "decimal point",
            Assert.Throws<InputException>(() => Run(i => $"\"{i},5\"", Options with { Numeric = ["x"] })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Run_MarksOfAllKinds_AreMissing()
    {
        string[] marks =
        [
            "",
            "NA",
            "n/a",
            "#N/A",
            "<NA>",
            "NaN",
            "nan",
            "null",
            "NULL",
            "None",
            "-",
            ".",
            "--",
            "\u2013",
            "?",
            "N.A.",
            "NaT",
            "-nan",
            "1.#IND",
            "-1.#QNAN",
            "\\N",
            "#N/A N/A",
        ];
        var numbers = Run(i => i < marks.Length ? marks[i] : $"{i % 7}", Options);
        Assert.Equal((300 - marks.Length, marks.Length), (numbers.Rows.Single().Used, numbers.Rows.Single().Missing));
        var labels = Run(i => i < marks.Length ? marks[i] : "ab"[i % 2].ToString(), Options);
        Assert.Equal(("x [b vs a]", 300 - marks.Length), (labels.Rows.Single().Exposure, labels.Rows.Single().Used));
        Assert.Contains(
            labels.Notes,
            n => n.StartsWith("x: #N/A (1), #N/A N/A (1), - (1), -- (1), -1.#QNAN (1)", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Run_MarksOfTheUser_AreMissingToo()
    {
        var numbers = Run(
            i =>
                i % 10 == 0 ? "-99"
                : i == 1 ? "NA"
                : i == 2 ? "refused"
                : $"{i % 7}",
            Options with
            {
                Missing = ["-99", "refused"],
            }
        );
        Assert.Equal(300 - 32, numbers.Rows.Single().Used);
        var labels = Run(i => i % 10 == 0 ? "unknown" : "ab"[i % 2].ToString(), Options with { Missing = ["unknown"] });
        Assert.Equal("x [b vs a]", labels.Rows.Single().Exposure);
        Assert.Equal(3, Run(i => i % 10 == 0 ? "none" : "abc"[i % 3].ToString(), Options).Rows.Count);
    }

    [Theory]
    [InlineData("-99.0")]
    [InlineData("-99")]
    [InlineData("-9.9e1")]
    public void Run_MarkThatIsANumber_IsMissingHoweverItIsWritten(string cell) =>
        Assert.Equal(270, Run(i => i % 10 == 0 ? cell : $"{i % 7}.5", Options with { Missing = ["-99"] }).Rows.Single().Used);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_ColumnKnownLate_HasItsKind(bool text)
    {
        var study = Run(
            i =>
                i < 35_000 ? "NA"
                : text ? "ab"[i % 2].ToString()
                : $"{i % 7}",
            Options with
            {
                Correlations = true,
            },
            rows: 40_000
        );
        var row = study.Rows.Single();
        Assert.Equal((text ? "x [b vs a]" : "x", 5000), (row.Exposure, row.Used));
        Assert.True(double.IsFinite(row.Beta));
        Assert.Equal(text ? ["y"] : ["y", "x"], study.Correlations.Single().Names);
    }

    private string Refusal(Func<int, string> cell, int rows = 300) => Assert.Throws<InputException>(() => Run(cell, Options, rows)).Message;

    private AssociationTable Run(Func<int, string> cell, AssociationOptions options, int rows = 300)
    {
        var path = _folder.File("t.csv");
        File.WriteAllText(path, "y,x\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i * 37 % 101},{cell(i)}\n")));
        return AssociationStudy.Run(path, options);
    }
}
