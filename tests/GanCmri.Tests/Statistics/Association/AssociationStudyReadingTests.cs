using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association;

/// <summary>Small tables written out: how a study understands them, and which it refuses.</summary>
public sealed class AssociationStudyReadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AssociationFamily.Linear, false)]
    [InlineData(AssociationFamily.Linear, true)]
    public void Run_FirstCategoryOfTheTableHasNoRowsInTheModel_OthersAreComparedWithTheNext(AssociationFamily family, bool inMemory)
    {
        // All rows of A lack the outcome.
        var table = Of("y,group\n,A\n,A\n1,B\n2,B\n4,C\n6,C\n5,C\n");
        var rows = AssociationStudy
            .Run(
                table,
                new AssociationOptions
                {
                    Outcomes = ["y"],
                    Exposures = ["group"],
                    Family = family,
                    InverseNormal = inMemory,
                }
            )
            .Rows;
        var row = Assert.Single(rows, r => double.IsFinite(r.Beta));
        Assert.Equal("group [C vs B]", row.Exposure);
        if (!inMemory)
            Assert.Equal(5 - 1.5, row.Beta, 1e-12);
    }

    [Fact]
    public void Run_SourceHoldsNumbersOfCentres_RowsAreReal()
    {
        var rows = AssociationStudy
            .Run(
                Of("y,x,source\n1,1,1\n2,2,2\n3,3,3\n5,4,1\n4,5,2\n6,6,3\n"),
                new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] }
            )
            .Rows;
        Assert.Equal((6, "real"), (Assert.Single(rows).Used, rows[0].Source));
    }

    [Fact]
    public void Run_CategoricalThatIsNoColumnOfTheStudy_IsRefused() =>
        Assert.Contains(
            "'center'",
            Assert
                .Throws<InputException>(() =>
                    AssociationStudy.Run(
                        Of("y,centre\n1,1\n2,2\n"),
                        new AssociationOptions
                        {
                            Outcomes = ["y"],
                            Exposures = ["centre"],
                            Categorical = ["center"],
                        }
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_HeaderAlone_IsRefused(bool inMemory) =>
        Assert.Contains(
            "only a header",
            Assert
                .Throws<InputException>(() =>
                    AssociationStudy.Run(
                        Of("y,x\n"),
                        new AssociationOptions
                        {
                            Outcomes = ["y"],
                            Exposures = ["x"],
                            InverseNormal = inMemory,
                        }
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Run_SyntheticMarkedByNumbers_IsNotPooled()
    {
        var rows = AssociationStudy
            .Run(
                Of("y,x,synthetic\n1,1,0.0\n2,3,0.0\n3,2,0.0\n5,5,0.0\n1,2,1.0\n2,1,1.0\n4,4,1.0\n3,6,1.0\n"),
                new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] }
            )
            .Rows;
        Assert.Equal(["real", "synthetic"], rows.Select(r => r.Source).Order());
        Assert.Throws<InputException>(() =>
            AssociationStudy.Run(Of("y,x,synthetic\n1,1,perhaps\n2,3,0\n"), new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] })
        );
        Assert.Throws<InputException>(() =>
            AssociationStudy.Run(Of("y,x,synthetic\n1,1,\n2,3,0\n"), new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] })
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void Run_DecimalCommasBetweenCommas_AreNotTakenForNamesOfRows(string quote)
    {
        // A cell more in every row than the header has, as below R's names of rows.
        var text = "id,y,x\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{quote}s{i}{quote},{2000 + i},{i % 7},5\n"));
        var message = Assert
            .Throws<InputException>(() => AssociationStudy.Run(Of(text), new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] }))
            .Message;
        Assert.Contains("expected as many cells as the header (3), found 4", message, StringComparison.Ordinal);
        Assert.Contains("write decimal points, 3.5 and not 3,5", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DecimalCommas_AreRefused()
    {
        var text = "y;x\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"{i};{i},5\n"));
        Assert.StartsWith(
            "t.csv, column 'x': expected numbers with a decimal point and nothing between thousands, found '0,5' in data row 1, '1,5' in "
                + "data row 2, '2,5' in data row 3, and more; write 3.5 where 3,5 is meant",
            Assert
                .Throws<InputException>(() =>
                    AssociationStudy.Run(Of(text), new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] })
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private string Of(string csv)
    {
        File.WriteAllText(_folder.File("t.csv"), csv);
        return _folder.File("t.csv");
    }
}
