using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Learning.Trajectories;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Learning.Contract;
using GanCmri.Tests.Studies;
using GanCmri.Tests.Trajectories.Directions;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Trajectories;

/// <summary>Directions and motions of one layer, for latents in W+.</summary>
public sealed class LatentLayersTests : IDisposable
{
    private const int N = PlantedModels.WDim,
        Layers = 6; // of the planted generator
    private static readonly float[] Direction = [.. Enumerable.Range(0, N).Select(i => 0.1f * (i + 1))];

    private readonly MLContext _ml = new(1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void MoveAlong_LatentsInWPlus_MovesEveryLayerAlikeAlsoWhenLoadedAgain()
    {
        var rows = Rows([Layers, N]);
        using var fitted = _ml.Gan.MoveAlong("Moved", Direction, 2, "W").Fit(rows);
        _ml.Model.Save(fitted, rows.Schema, _folder.File("model.zip"));
        using var loaded = (MoveAlongTransformer)new MLContext().Gan.LoadModel(_folder.File("model.zip"));
        foreach (var moved in new[] { fitted.Transform(rows), loaded.Transform(rows) })
        {
            Assert.Equal([Layers, N], ((VectorDataViewType)moved.Schema["Moved"].Type).Dimensions.ToArray());
            foreach (var (w, to) in rows.GetColumn<float[]>("W").Zip(moved.GetColumn<float[]>("Moved")))
                Assert.Equal(w.Select((v, i) => v + 2 * Direction[i % N]), to, (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Fact]
    public void MoveToValue_AFieldAndEqualLayers_MovesThemAsItMovesOne()
    {
        var direction = PlantedField.Direction(FieldTarget.LvArea);
        float[] w = [.2f, 0, .1f, 0];
        var one = new RowsView(1, SourceColumn.Vector("W", [4], (_, v) => w.CopyTo(v)));
        var all = new RowsView(1, SourceColumn.Vector("W", [3, 4], (_, v) => ((float[])[.. w, .. w, .. w]).CopyTo(v)));
        float[] Moved(IDataView rows) =>
            _ml.Gan.MoveToValue("Moved", direction, 1700, "W").Fit(rows).Transform(rows).GetColumn<float[]>("Moved").Single();
        var expected = Moved(one);
        Assert.NotEqual(w, expected);
        Assert.Equal([.. expected, .. expected, .. expected], Moved(all), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void ApplyTrajectory_LatentsInWPlus_GivesTheCineOfItsOwnNetwork()
    {
        var (plain, layered) = (Rows([N]), Rows([Layers, N], alike: true));
        float[] Cines(IDataView rows)
        {
            using var steps = _ml
                .Gan.ApplyTrajectory("Cine", new EdToEs(Direction), "W", frames: 4)
                .Append(_ml.Gan.GenerateCines("Cine", Specimens.GeneratorPath))
                .Fit(rows);
            return [.. steps.Transform(rows).GetColumn<float[]>("Cine").SelectMany(v => v)];
        }

        Assert.Equal(Cines(plain), Cines(layered), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Theory]
    [InlineData(4 * N)]
    [InlineData(N - 1)]
    public void MoveAlong_LatentsOfAnotherLength_SaysWhatToGive(int length)
    {
        var error = Assert.Throws<InputException>(() => _ml.Gan.MoveAlong("Moved", Direction, 2, "W").Fit(Rows([length])));
        Assert.StartsWith($"column 'W': expected latent w (Vector<Single, {N}>), found Vector<Single, {length}>; ", error.Message);
        Assert.Contains($"FixVectorSize(data, \"W\", layers, {N})", error.Message);
        Assert.Throws<InputException>(() => _ml.Gan.ApplyTrajectory("Cine", new EdToEs(Direction), "W").Fit(Rows([length])));
    }

    private static RowsView Rows(int[] dimensions, bool alike = false) =>
        new(
            3,
            SourceColumn.Vector(
                "W",
                dimensions,
                (r, w) =>
                {
                    for (var i = 0; i < w.Length; i++)
                        w[i] = (float)Math.Sin(r + (alike ? i % N : i));
                }
            )
        );
}
