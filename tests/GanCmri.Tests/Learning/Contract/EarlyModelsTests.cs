using System.Globalization;
using GanCmri.Learning;
using GanCmri.Runtime;
using GanCmri.Tests.Fixtures;
using Microsoft.ML;

namespace GanCmri.Tests.Learning.Contract;

/// <summary>Models that an early version saved load, and make what they made then.</summary>
public sealed class EarlyModelsTests : IDisposable
{
    private readonly MLContext _ml = new(1);
    private readonly IDataView _rows = ContractRows.Make();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names => [.. Directory.GetFiles(EarlyFiles.Path("Models"), "*.zip").Select(f => Stem(f)).Order()];

    [Fact]
    public void EveryComponentOfThen_IsHere() => Assert.Equal(16, Names.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void LoadModel_MakesWhatItMadeThen(string name)
    {
        var model = _ml.Gan.LoadModel(EarlyFiles.Path("Models", name + ".zip"));
        var now = Made(model);
        (model as IDisposable)?.Dispose();
        if (name == "ScoreNearCopies") // holds the same frames, but compares them by a later method (docs/decisions/0015)
        {
            using var today = _ml.Gan.ScoreNearCopies("Made", ContractRows.MakeTraining(), "Image").Fit(_rows);
            AssertHas(Made(today), now);
            return;
        }

        AssertHas(File.ReadAllLines(EarlyFiles.Path("Models", name + ".made.csv")), now);
    }

    [Fact]
    public void LoadModel_WithoutTheNetworkBesideIt_SaysWhatToDo()
    {
        File.Copy(EarlyFiles.Path("Models", "GenerateImages.zip"), _folder.File("model.zip"));
        var error = Assert.Throws<InputException>(() => _ml.Gan.LoadModel(_folder.File("model.zip")));
        Assert.Contains("expected its weights 'generator.safetensors'", error.Message);
        Assert.Equal("copy generator.safetensors to the model's folder, or pass weightsFolder to LoadModel", error.Remedy);
        using var found = (IDisposable)_ml.Gan.LoadModel(_folder.File("model.zip"), EarlyFiles.Path("Models"));
    }

    private static string Stem(string file) => Path.GetFileNameWithoutExtension(file);

    // The columns made of the first rows, as CSV.
    private string[] Made(ITransformer model)
    {
        var made = _ml.Gan.ToDataFrame(_ml.Data.TakeRows(model.Transform(_rows), 4));
        foreach (var given in _rows.Schema.Select(c => c.Name))
            made.Columns.Remove(given);
        _ml.Gan.SaveCsv(made, _folder.File("made.csv"));
        return File.ReadAllLines(_folder.File("made.csv"));
    }

    // Columns of then are there under their names; others may have come.
    private static void AssertHas(string[] then, string[] now)
    {
        Assert.Equal(5, then.Length);
        Assert.Equal(then.Length, now.Length);
        var places = then[0].Split(',').Select(column => Array.IndexOf(now[0].Split(','), column)).ToArray();
        Assert.DoesNotContain(-1, places);
        foreach (var (a, b) in then.Zip(now).Skip(1))
            Assert.Equal(
                a.Split(',').Select(Number),
                places.Select(i => Number(b.Split(',')[i])),
                (x, y) => x is null || y is null ? x == y : Math.Abs(x.Value - y.Value) <= 2e-5 * Math.Max(1, Math.Abs(x.Value))
            );
    }

    private static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);
}
