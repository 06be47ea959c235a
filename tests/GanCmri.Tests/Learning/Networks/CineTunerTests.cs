using GanCmri.Latents;
using GanCmri.Latents.Tuning;
using GanCmri.Learning;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Latents;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Networks;

public sealed class CineTunerTests : IDisposable
{
    private static readonly TuningOptions Quick = new() { Steps = 60, Rank = 2 };

    private readonly MLContext _ml = new(1);
    private readonly TemporaryFolder _folder = new();
    private readonly string _generator;
    private readonly Frame[] _frames;

    public CineTunerTests()
    {
        _generator = _folder.File("generator.safetensors");
        using var network = TinyNetworks.Generator();
        NetworkFile.Save(_generator, network);
        float[][] latents = [.. Enumerable.Range(0, 4).Select(f => Enumerable.Range(0, 16).Select(i => (float)Math.Sin(f + i)).ToArray())];
        _frames =
        [
            .. LatentImages.Render(network, latents).Select((image, f) => new Frame(latents[f], [.. image.Select(v => 0.5f * v + 0.3f)])),
        ];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TuneGenerator_OfACine_ShowsItsFramesAtTheirLatents()
    {
        var tuned = _folder.File("tuned.safetensors");
        _ml.Gan.TuneGenerator(Rows(_frames), _generator, tuned, options: Quick);
        Assert.InRange(Mse(tuned) / Mse(_generator), 0, 0.3);
        Assert.Contains(FileDigest.Of(_generator).Sha256, File.ReadAllText(tuned)); // it names what it was tuned from
    }

    [Fact]
    public void TuneGenerator_WhileItWorks_LogsHowFarItIs()
    {
        var told = new List<string>();
        _ml.Log += (_, e) => told.AddRange(e.Message.Contains("tune: ", StringComparison.Ordinal) ? [e.Message] : []);
        _ml.Gan.TuneGenerator(Rows(_frames), _generator, _folder.File("tuned.safetensors"), options: Quick);
        Assert.InRange(told.Count, 10, 11);
        Assert.EndsWith("tune: 60 of 60 steps", told[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void TuneGenerator_OptionOutOfRange_ThrowsBeforeAnyWork() =>
        Assert.ThrowsAny<ArgumentException>(() =>
            _ml.Gan.TuneGenerator(Rows(_frames), "nowhere.safetensors", _folder.File("t.safetensors"), options: new() { Rank = 0 })
        );

    [Fact]
    public void TuneGenerator_LatentsOfAnotherGenerator_AreRefused()
    {
        var error = Assert.Throws<InputException>(() =>
            _ml.Gan.TuneGenerator(Rows(_frames), _generator, _folder.File("t.safetensors"), "Image", "Image", Quick)
        );
        Assert.Contains("numbers, as this generator's", error.Message);
        Assert.False(File.Exists(_folder.File("t.safetensors")));
    }

    [Fact]
    public void TuneGenerator_NoRow_IsRefused() =>
        Assert.Throws<InputException>(() => _ml.Gan.TuneGenerator(Rows([]), _generator, _folder.File("t.safetensors"), options: Quick));

    private double Mse(string generator)
    {
        using var network = NetworkFile.LoadGenerator(generator);
        return LatentImages
            .Render(network, [.. _frames.Select(f => f.W)])
            .Zip(_frames, (made, f) => made.Zip(f.Image, (a, b) => (a - b) * (a - b)).Average())
            .Average();
    }

    private IDataView Rows(Frame[] frames)
    {
        var schema = SchemaDefinition.Create(typeof(Frame));
        schema["W"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _frames[0].W.Length);
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _frames[0].Image.Length);
        return _ml.Data.LoadFromEnumerable(frames, schema);
    }

    private sealed record Frame(float[] W, float[] Image);
}
