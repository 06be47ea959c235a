using System.Collections.Concurrent;
using GanCmri.Imaging.Hearts;
using GanCmri.Latents;
using GanCmri.Studies;
using GanCmri.Trajectories;

namespace GanCmri.Hosting;

/// <summary>
/// Makes one heart at a time on a thread of its own. libtorch keeps memory for every thread that ever used it: with threads that come and
/// go, as those of a web server do, a service would grow.
/// </summary>
internal sealed class HeartEngine : IDisposable
{
    private readonly HeartModels _models;
    private readonly FrameMaker _maker;
    private readonly BlockingCollection<Task> _work = [];
    private readonly Thread _thread;

    /// <summary>Starts the thread.</summary>
    /// <param name="models">Shared by all engines, which only read them.</param>
    public HeartEngine(HeartModels models)
    {
        (_models, _maker) = (models, new FrameMaker(models.Generator, models.Segmenter, new HeartCrop().FieldMm));
        _thread = new Thread(Work) { IsBackground = true, Name = "GanCmri hearts" };
        _thread.Start();
    }

    /// <summary>Makes and measures a heart. What waits for it goes on elsewhere, never on this engine's thread.</summary>
    public Task<MadeHeart> Make(uint seed, double psi)
    {
        var heart = new Task<MadeHeart>(() => MakeNow(seed, psi), TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(heart);
        return heart;
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Work()
    {
        foreach (var heart in _work.GetConsumingEnumerable())
            heart.RunSynchronously();
    }

    private MadeHeart MakeNow(uint seed, double psi)
    {
        var w = LatentImages.OfSeeds(_models.Generator, [seed], psi)[0];
        var frame = _maker.MakeOne(_models.EdToEs.TowardsEndDiastole(Vectors.Broadcast(w, _models.EdToEs.Length)));
        return new MadeHeart(seed, psi, frame.Image, frame.Measures);
    }
}
