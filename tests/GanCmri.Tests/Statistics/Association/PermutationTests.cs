using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Regression;
using MathNet.Numerics.Random;

namespace GanCmri.Tests.Statistics.Association;

public sealed class PermutationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<AssociationRow> Rows(string csv, AssociationOptions options)
    {
        File.WriteAllText(_folder.File("t.csv"), csv);
        return AssociationStudy.Run(_folder.File("t.csv"), options).Rows;
    }

    private static AssociationOptions Of(params string[] outcomes) =>
        new()
        {
            Outcomes = outcomes,
            Exposures = ["x"],
            Permutations = 2000,
            Seed = 5,
        };

    [Fact]
    public void Run_SixRows_AgreesWithAllTheirOrders()
    {
        double[] y = [1.2, 0.7, 2.9, 2.2, 4.5, 2.6],
            x = [1, 2, 3, 4, 5, 6];
        double Strength(IEnumerable<double> of) => Math.Abs(of.Zip(x, (a, b) => a * b).Sum() - of.Sum() * x.Average());
        var all = Orders([.. y]).ToArray();
        var exact = (double)all.Count(o => Strength(o) >= Strength(y) - 1e-9) / all.Length;
        var row = Assert.Single(Rows("y,x\n" + string.Concat(y.Zip(x, (a, b) => FormattableString.Invariant($"{a},{b}\n"))), Of("y")));
        Assert.Equal(720, all.Length);
        Assert.Equal(exact, row.MaxTP, 0.02); // four standard errors of 2000 permutations
    }

    [Fact]
    public void LnP_RowsAsTheyAre_IsOlsFTest()
    {
        var random = new Xoshiro256StarStar(2);
        double[] y = random.NextDoubles(20),
            a = random.NextDoubles(20),
            b = random.NextDoubles(20),
            c = random.NextDoubles(20);
        var model = FreedmanLane.Of(y, [a, b, c], [0, 2])!;
        var joint = Ols.Fit(
            y,
            [a, b, c],
            new RegressionOptions
            {
                Joint =
                [
                    [0, 2],
                ],
            }
        ).Joint[0]!;
        Assert.Equal(joint.Significance.Ln, model.Observed, 1e-9);
        Assert.Equal(model.Observed, model.LnP([.. Enumerable.Range(0, 20)]), 1e-9);
    }

    [Fact]
    public void Run_ManyPhenotypesOfNoise_CostMoreThanOne()
    {
        var random = new Xoshiro256StarStar(3);
        var csv =
            "x,a,b,c,d,e\n"
            + string.Concat(
                Enumerable
                    .Range(0, 60)
                    .Select(_ => string.Join(',', random.NextDoubles(6).Select(v => FormattableString.Invariant($"{v:F4}"))) + "\n")
            );
        var one = Rows(csv, Of("a")).Single();
        var five = Rows(csv, Of("a", "b", "c", "d", "e"));
        Assert.True(five[0].MaxTP > one.MaxTP);
        Assert.Equal(one.MaxTP, one.Significance.Value, 0.05);
        Assert.All(five, r => Assert.InRange(r.MaxTP, r.Significance.Value - 0.05, r.Bonferroni + 0.05));
        Assert.Equal(five.Select(r => r.MaxTP), Rows(csv, Of("a", "b", "c", "d", "e")).Select(r => r.MaxTP));
        Assert.NotEqual(five.Select(r => r.MaxTP), Rows(csv, Of("a", "b", "c", "d", "e") with { Seed = 6 }).Select(r => r.MaxTP));
    }

    [Fact]
    public void Run_Clusters_AreExchangedWhole()
    {
        // 4 patients of 10 equal rows: of their 24 orders, 8 are as strong as the one observed; as rows they would be overwhelming.
        var csv =
            "y,x,patient\n"
            + string.Concat(
                Enumerable
                    .Range(0, 40)
                    .Select(i => FormattableString.Invariant($"{i / 10 + 0.01 * (i % 10 * 7 % 10)},{i / 20},p{i / 10}\n"))
            );
        Assert.Equal(8.0 / 24, Rows(csv, Of("y") with { Cluster = "patient" }).Single().MaxTP, 0.05);
        Assert.Equal(1.0 / 2001, Rows(csv, Of("y")).Single().MaxTP, 1e-12);
    }

    [Fact]
    public void Run_ClusterOfItsOwnSize_StaysAndIsNamed()
    {
        var csv =
            "y,x,patient\n"
            + string.Concat(
                Enumerable
                    .Range(0, 31)
                    .Select(i => FormattableString.Invariant($"{i % 7 + i / 10 * 0.5},{i / 10 % 2},p{Math.Min(i / 5, 5)}\n"))
            );
        var row = Rows(csv, Of("y") with { Cluster = "patient" }).Single();
        Assert.Contains("1 of 6 clusters have no other of their size to be exchanged with", row.Notes);
    }

    [Fact]
    public void Run_OtherFamilies_AreRefused() =>
        Assert.Contains(
            "permutations",
            Assert.Throws<InputException>(() => Rows("y,x\n1,2\n0,1\n", Of("y") with { Family = AssociationFamily.Logistic })).Message,
            StringComparison.Ordinal
        );

    private static IEnumerable<double[]> Orders(double[] values) =>
        values.Length < 2
            ? [values]
            : Enumerable
                .Range(0, values.Length)
                .SelectMany(i => Orders([.. values.Where((_, j) => j != i)]).Select(rest => (double[])[values[i], .. rest]));
}
