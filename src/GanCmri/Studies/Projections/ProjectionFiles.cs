using System.Text.Json;
using CsvHelper;
using GanCmri.Formats;
using GanCmri.Formats.Tables;
using GanCmri.Latents;
using GanCmri.Runtime;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Studies.Projections;

/// <summary>
/// What a projection has finished, on disk: latents, their quality, and a record of what they were made from. The same command finds them
/// again and goes on.
/// </summary>
internal sealed class ProjectionFiles
{
    private readonly string _csv;
    private readonly string? _npy;
    private readonly string _quality;
    private readonly string _record;
    private readonly int _layers;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly List<LatentFrame> _latents = [];
    private readonly List<ProjectedFrameQuality> _rows = [];

    /// <param name="output">latents.csv, or latents.npy: then a latents.csv lies beside it.</param>
    /// <param name="quality">The quality table; null puts it beside the latents.</param>
    /// <param name="layers">Layers in a latent.</param>
    /// <param name="settings">What the latents depend on; a run with others does not go on here.</param>
    /// <param name="resume">Whether what is there is gone on with.</param>
    public ProjectionFiles(string output, string? quality, int layers, IReadOnlyDictionary<string, string> settings, bool resume = true)
    {
        _npy = output.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? output : null;
        _csv = _npy is null ? output : Path.ChangeExtension(output, ".csv");
        _quality = quality ?? Path.ChangeExtension(_csv, ".quality.csv");
        _record = _csv + ".json";
        (_layers, _settings) = (layers, settings);
        if (resume && File.Exists(_csv))
            Resume();
    }

    /// <summary>The table of latents.</summary>
    public string LatentsPath => _csv;

    /// <summary>The table of their quality.</summary>
    public string QualityPath => _quality;

    /// <summary>Frames finished.</summary>
    public int Count => _latents.Count;

    /// <summary>Quality of the frames finished.</summary>
    public IReadOnlyList<ProjectedFrameQuality> Quality => _rows;

    /// <summary>The ids of what is finished.</summary>
    public IReadOnlySet<FrameId> Finished() => _latents.Select(Id).ToHashSet();

    /// <summary>Takes frames as not finished.</summary>
    public void Forget(IReadOnlySet<FrameId> frames)
    {
        bool[] stays = [.. _latents.Select(f => !frames.Contains(Id(f)))];
        Keep(_latents, stays);
        Keep(_rows, stays);

        static void Keep<T>(List<T> all, bool[] stays)
        {
            T[] kept = [.. all.Where((_, i) => stays[i])];
            all.Clear();
            all.AddRange(kept);
        }
    }

    /// <summary>Takes a finished frame.</summary>
    public void Add(SourceFrame f, Projection p)
    {
        var (subject, study, series, slice) = f.Cine;
        _latents.Add(new LatentFrame(subject, series, slice, f.Frame, f.Phase, f.TimeMs, p.W) { Study = study });
        _rows.Add(
            new ProjectedFrameQuality
            {
                Subject = subject,
                Series = series,
                Slice = slice,
                Frame = f.Frame,
                Mse = p.Quality.Mse,
                PsnrDb = p.Quality.PsnrDb,
                Ssim = p.Quality.Ssim,
                Steps = p.Steps,
                Seconds = p.Seconds,
            }
        );
    }

    /// <summary>Writes everything finished so far, if anything is.</summary>
    public void Save()
    {
        if (Count == 0)
            return;
        SaveTables();
        SaveArray();
    }

    /// <summary>Writes the tables as they are, also without rows.</summary>
    public void SaveTables()
    {
        SaveRecord();
        CsvFile.WriteRecords(_quality, _rows);
        LatentCsv.Write(_csv, new LatentTable(_latents, _layers));
    }

    /// <summary>Takes tables that were put in place, and writes what belongs to them.</summary>
    /// <returns>The quality of all frames.</returns>
    public IReadOnlyList<ProjectedFrameQuality> Joined()
    {
        SaveRecord();
        if (_npy is null)
            return CsvFile.ReadRecords<ProjectedFrameQuality>(_quality); // the latents are not read again
        Resume();
        SaveArray();
        return _rows;
    }

    private static FrameId Id(LatentFrame f) => new(f.Cine, f.Frame);

    private void SaveRecord() =>
        AtomicFile.WriteText(_record, JsonSerializer.Serialize(_settings, new JsonSerializerOptions { WriteIndented = true }));

    private void SaveArray()
    {
        if (_npy is null)
            return;
        var width = _latents[0].W.Length / _layers;
        float[] all = [.. _latents.SelectMany(f => f.W)];
        NpyFile.Write(_npy, _layers == 1 ? NpyArray.Of(all, Count, width) : NpyArray.Of(all, Count, _layers, width));
    }

    private void Resume()
    {
        var before = LatentNetwork.Record(_csv);
        var other = _settings.FirstOrDefault(s => before is null || !before.TryGetValue(s.Key, out var value) || value != s.Value);
        if (other.Key is not null)
        {
            throw new InputException(
                _csv,
                $"latents made with {other.Key} = {other.Value}, to go on with",
                before is null ? "a file of unknown origin" : before.GetValueOrDefault(other.Key, "a record that does not tell it"),
                "choose another --out, or delete it"
            );
        }

        _latents.AddRange(LatentCsv.Read(_csv).Frames);
        try
        {
            // The table is saved before the latents: rows beyond them are made again.
            _rows.AddRange(CsvFile.ReadRecords<ProjectedFrameQuality>(_quality).Take(Count));
        }
        catch (Exception e) when (e is CsvHelperException or IOException)
        {
            throw new InputException(_quality, $"the quality table of {_csv}", "none that can be read", $"delete {_csv} to start again", e);
        }

        if (_rows.Count < Count)
            throw new InputException(_quality, $"{Count} rows as in {_csv}", $"{_rows.Count}", $"delete {_csv} to start again");
    }
}
