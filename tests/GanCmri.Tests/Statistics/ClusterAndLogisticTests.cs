using System.Text.Json;
using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics;

/// <summary>Against statsmodels 0.13.5 (OLS with cluster errors and t tests; Logit by Newton, tolerance 1e-14).</summary>
public class ClusterAndLogisticTests
{
    private static readonly JsonElement Data = Golden.Json("regression.json");

    private static readonly double[][] Columns = [Data.Numbers("x1"), Data.Numbers("x2")];

    private static readonly RegressionOptions Clustered = new()
    {
        Clusters = [.. Data.Numbers("cluster").Select(v => (int)v)],
        ClusterErrors = ClusterErrors.Cr1,
    };

    private static bool[] Case => [.. Data.Numbers("case").Select(v => v > 0)];

    [Fact]
    public void Ols_Clusters_ReferencePackage()
    {
        var fit = Ols.Fit(Data.Numbers("y"), Columns, Clustered);
        Check("ols_cluster", fit.Coefficients, fit.Covariance);
        for (var i = 0; i < 3; i++)
            Close(Data.GetProperty("ols_cluster").Numbers("p")[i], fit.Coefficients[i].P, 1e-7);
    }

    [Fact]
    public void Logistic_ReferencePackage()
    {
        var fit = Logistic.Fit(Case, Columns);
        Assert.Equal(LogisticStatus.Converged, fit.Status);
        Check("logit", fit.Coefficients, fit.Covariance);
        Close(Data.GetProperty("logit").Number("deviance"), fit.Deviance, 1e-10);
        for (var i = 0; i < 3; i++)
        {
            Close(Data.GetProperty("logit").Numbers("p")[i], fit.Coefficients[i].P, 1e-7);
            Close(Data.GetProperty("logit").GetProperty("ci")[i][0].GetDouble(), fit.Coefficients[i].Lower, 1e-7);
        }
    }

    [Fact]
    public void Logistic_Clusters_ReferencePackage()
    {
        var fit = Logistic.Fit(Case, Columns, Clustered);
        Check("logit_cluster", fit.Coefficients, fit.Covariance);
        Close(GanCmri.Statistics.Tails.Tail.StudentT(fit.Coefficients[1].Statistic, 14).Value, fit.Coefficients[1].P, 1e-12);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("quasi")]
    [InlineData("empty cell")]
    public void Logistic_Separated_IsReported(string kind)
    {
        var x = Enumerable.Range(0, 40).Select(i => (double)i).ToArray();
        var group = x.Select(v => v < 10 ? 1.0 : 0).ToArray();
        bool[] outcome = kind switch
        {
            "complete" => [.. x.Select(v => v >= 20)],
            "quasi" => [.. x.Select((v, i) => v >= 20 || i == 7)],
            _ => [.. x.Select((v, i) => v >= 10 && i % 3 == 0)],
        };
        double[][] columns = kind switch
        {
            "complete" => [x],
            "quasi" =>
            [
                [.. x.Select(v => Math.Clamp(v, 19, 20))],
            ],
            _ => [group],
        };
        var fit = Logistic.Fit(outcome, columns);
        Assert.Equal(LogisticStatus.Separated, fit.Status);
        Assert.Empty(fit.Coefficients);
    }

    [Fact]
    public void Logistic_StrongButOverlapping_IsNotCalledSeparated()
    {
        var x = Enumerable.Range(0, 400).Select(i => i / 10.0).ToArray();
        var outcome = x.Select((v, i) => v > 20 != (i == 190 || i == 215)).ToArray();
        var fit = Logistic.Fit(outcome, [x]);
        Assert.Equal(LogisticStatus.Converged, fit.Status);
        Assert.True(fit.Coefficients[1].Estimate > 1);
    }

    [Fact]
    public void Logistic_CollinearColumn_IsDropped()
    {
        var fit = Logistic.Fit(Case, [Columns[0], [.. Columns[0].Select(v => 1 - v)], Columns[1]]);
        Assert.Equal([1], fit.Dropped.Select(d => d.Index));
        Close(Data.GetProperty("logit").Numbers("beta")[2], fit.Coefficients[2].Estimate, 1e-9);
    }

    private static void Check(string name, IReadOnlyList<Coefficient> found, double[,] covariance)
    {
        var expected = Data.GetProperty(name);
        for (var i = 0; i < found.Count; i++)
        {
            Close(expected.Numbers("beta")[i], found[i].Estimate, 1e-9);
            Close(expected.Numbers("se")[i], found[i].StandardError, 1e-9);
            Close(expected.Numbers("stat")[i], found[i].Statistic, 1e-9);
            for (var j = 0; j < found.Count; j++)
                Close(expected.GetProperty("cov")[i][j].GetDouble(), covariance[i, j], 1e-8);
        }
    }
}
