using System.Reflection;
using GanCmri.Learning;
using GanCmri.Learning.Batching;
using GanCmri.Learning.Columns;
using GanCmri.Learning.Data;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Phenotypes;
using GanCmri.Learning.Saving;
using GanCmri.Learning.Trajectories;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Contract;

/// <summary>What every component promises, held over all of them: a new one without a specimen fails here.</summary>
public class ComponentContractTests
{
    private readonly MLContext _ml = new(1);
    private readonly IDataView _rows = ContractRows.Make();

    public static TheoryData<string> Components => [.. Specimens.Transformers.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Components))]
    public void Component_InTheLibrary_HasASpecimenAndARestorer(string component)
    {
        var type = Specimens.Transformers.Single(t => t.Name == component);
        Assert.Contains(type, Specimens.All.Keys);
        Assert.Contains(
            (string)type.GetField("KindName", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!,
            ComponentKinds.Restorers.Keys
        );
        Assert.True(type.IsSealed);
        Assert.Empty(type.GetConstructors());
        Assert.Contains(
            type.Assembly.GetTypes(),
            t => t.Name == type.Name.Replace("Transformer", "Estimator") && t.IsSealed && t.GetConstructors().Length == 0
        );
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Fit_ColumnMissing_FailsBeforeAnyWork(string component)
    {
        var estimator = Estimator(component);
        foreach (var column in InputsOf(estimator))
        {
            var without = _ml.Transforms.DropColumns(column.Name).Fit(_rows).Transform(_rows);
            AssertNames(column, Assert.Throws<InputException>(() => estimator.GetOutputSchema(SchemaProbe.ShapeOf(without.Schema))));
            AssertNames(column, Assert.Throws<InputException>(() => estimator.Fit(without)));
        }
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Fit_ColumnOfAnotherType_FailsBeforeAnyWork(string component)
    {
        var estimator = Estimator(component);
        foreach (var column in InputsOf(estimator))
        {
            var mistyped = _ml.Transforms.CopyColumns(column.Name, column.IsText ? "Frame" : "Subject").Fit(_rows).Transform(_rows);
            AssertNames(column, Assert.Throws<InputException>(() => estimator.GetOutputSchema(SchemaProbe.ShapeOf(mistyped.Schema))));
            AssertNames(column, Assert.Throws<InputException>(() => estimator.Fit(mistyped)));
        }
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Transform_ColumnMissingOrOfAnotherSize_FailsBeforeAnyWork(string component)
    {
        using var fitted = Estimator(component).Fit(_rows);
        foreach (var column in fitted.Inputs)
        {
            var without = _ml.Transforms.DropColumns(column.Name).Fit(_rows).Transform(_rows);
            AssertNames(column, Assert.Throws<InputException>(() => fitted.Transform(without)));
            if (column.Dimensions.Length == 0)
                continue;
            var longer = _ml.Transforms.Concatenate(column.Name, column.Name, "Step").Fit(_rows).Transform(_rows);
            AssertNames(column, Assert.Throws<InputException>(() => fitted.GetOutputSchema(longer.Schema)));
        }
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void GetOutputSchema_OfEstimator_IsWhatTheTransformerDelivers(string component)
    {
        var estimator = Estimator(component);
        using var fitted = estimator.Fit(_rows);
        var promised = estimator.GetOutputSchema(SchemaProbe.ShapeOf(_rows.Schema)).Select(Describe).Order();
        var delivered = fitted.Transform(_rows).Schema;
        Assert.Equal(SchemaProbe.ShapeOf(delivered).Select(Describe).Order(), promised);
        Assert.Equal(delivered.Select(c => (c.Name, c.Type)), fitted.GetOutputSchema(_rows.Schema).Select(c => (c.Name, c.Type)));
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Fit_Twice_GivesTheSameStateAndLeavesTheRows(string component)
    {
        var estimator = Estimator(component);
        var before = Values(_rows, "W");
        using var first = estimator.Fit(_rows);
        using var second = estimator.Fit(_rows);
        Assert.Equal(ComponentState.Write(first), ComponentState.Write(second));
        Assert.Equal(before, Values(_rows, "W"));
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Transform_AnyBatchSizeOrCursors_GivesTheSameValues(string component)
    {
        using var fitted = (BatchTransformer)Estimator(component).Fit(_rows);
        fitted.BatchSize = 1;
        var expected = Outputs(fitted);
        foreach (var size in new[] { 7, 16 })
        {
            fitted.BatchSize = size;
            AssertClose(expected, Outputs(fitted), fitted.IsCostly);
        }

        var view = fitted.Transform(_rows);
        foreach (var output in Numbers(fitted))
        {
            var rows = new System.Collections.Concurrent.ConcurrentDictionary<ulong, float[]>();
            Parallel.ForEach(
                view.GetRowCursorSet([view.Schema[output.Name]], 3),
                new ParallelOptions { MaxDegreeOfParallelism = 2 },
                cursor =>
                {
                    using (cursor)
                    {
                        var ring = RingColumn.Create(cursor, view.Schema[output.Name], 1);
                        var id = cursor.GetIdGetter();
                        while (cursor.MoveNext())
                        {
                            var (row, value) = (default(DataViewRowId), new float[output.Size]);
                            id(ref row);
                            ring.Fill(0);
                            ring.CopyTo(0, value);
                            Assert.True(rows.TryAdd(row.Low, value));
                        }
                    }
                }
            );
            AssertClose(expected[output.Name], [.. rows.OrderBy(r => r.Key).Select(r => r.Value)], fitted.IsCostly);
        }
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Transform_OnlyOtherColumnsRead_ComputesNothing(string component)
    {
        var runs = new Counter();
        using var fitted = Specimens.All[Type(component)](_ml.Gan.With(runs)).Fit(_rows);
        runs.Count = 0;
        Values(fitted.Transform(_rows), "Step");
        Assert.Equal(0, runs.Count);
        Values(_ml.Data.TakeRows(fitted.Transform(_rows), 1), fitted.Outputs[0].Name);
        Assert.Equal(1, runs.Count);
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Transform_DataFrame_EqualsTransformOfRows(string component)
    {
        var estimator = (dynamic)Estimator(component);
        var frame = _ml.Gan.ToDataFrame(_rows);
        if (
            component == nameof(SuperResolveTransformer)
            || component == nameof(GenerateCinesTransformer)
            || component == nameof(ProjectImagesTransformer)
            || component is nameof(MeasurePhenotypesTransformer) or nameof(MeasureMapsTransformer)
        )
        {
            // Frames have no dimensions, so these are fitted on rows; the fitted step takes frames.
            estimator = new Fitted((GanTransformer)((IEstimator<GanTransformer>)estimator).Fit(_rows));
        }

        using GanTransformer fitted = estimator.Fit(frame);
        var made = fitted.Transform(frame);
        var expected = Outputs(fitted);
        foreach (var output in Numbers(fitted))
        {
            var column = made[output.Name];
            float[][] values = column is Microsoft.Data.Analysis.VBufferDataFrameColumn<float> vectors
                ? [.. Enumerable.Range(0, ContractRows.Count).Select(r => vectors[r].DenseValues().ToArray())]
                : [.. Enumerable.Range(0, ContractRows.Count).Select(r => new[] { (float?)column[r] ?? float.NaN })];
            AssertClose(expected[output.Name], values, false);
        }
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Outputs_OfEverySpecimen_VaryOverTheRows(string component)
    {
        using var fitted = Estimator(component).Fit(_rows);
        var values = Outputs(fitted)[fitted.Outputs[0].Name];
        Assert.All(values, row => Assert.All(row, v => Assert.True(float.IsFinite(v))));
        Assert.True(values.Select(row => string.Join(",", row)).Distinct().Count() > 10);
    }

    private static Type Type(string component) => Specimens.Transformers.Single(t => t.Name == component);

    private static IReadOnlyList<InputColumn> InputsOf(IEstimator<GanTransformer> estimator) =>
        (IReadOnlyList<InputColumn>)
            estimator.GetType().GetProperty("Inputs", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(estimator)!;

    private static void AssertNames(InputColumn column, InputException error)
    {
        Assert.StartsWith($"column '{column.Name}': expected ", error.Message);
        Assert.Contains(", found ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static string Describe(SchemaShape.Column column) =>
        $"{column.Name} {column.Kind} {column.ItemType} {column.IsKey} "
        + $"[{string.Join(",", column.Annotations.Select(a => a.Name).Order())}]";

    private static float[][] Values(IDataView view, string column) => ColumnReader.Read(view, default, column)[0];

    private static void AssertClose(float[][] expected, float[][] found, bool rounded)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var r = 0; r < expected.Length; r++)
        {
            Assert.Equal(expected[r].Length, found[r].Length);
            for (var i = 0; i < expected[r].Length; i++)
            {
                if (!rounded)
                    Assert.Equal(expected[r][i], found[r][i]);
                else
                    Assert.InRange(found[r][i] - expected[r][i], -Tolerance(expected[r][i]), Tolerance(expected[r][i]));
            }
        }
    }

    // libtorch may sum in another order for another batch: single precision's rounding, no more.
    private static float Tolerance(float value) => 2e-4f * Math.Max(1, Math.Abs(value));

    private static void AssertClose(Dictionary<string, float[][]> expected, Dictionary<string, float[][]> found, bool rounded)
    {
        foreach (var (name, values) in expected)
            AssertClose(values, found[name], rounded);
    }

    private IEstimator<GanTransformer> Estimator(string component) => Specimens.All[Type(component)](_ml.Gan);

    private Dictionary<string, float[][]> Outputs(GanTransformer fitted)
    {
        var view = fitted.Transform(_rows);
        return Numbers(fitted).ToDictionary(o => o.Name, o => Values(view, o.Name));
    }

    private static IEnumerable<OutputColumn> Numbers(GanTransformer fitted) => fitted.Outputs.Where(o => o.Words is null);

    private sealed class Fitted(GanTransformer transformer)
    {
        public GanTransformer Fit(object frame) => transformer;
    }

    private sealed class Counter : IProgress<StageProgress>
    {
        public int Count { get; set; }

        public void Report(StageProgress value) => Count++;
    }
}
