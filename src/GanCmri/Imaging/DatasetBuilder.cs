using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Runtime;

namespace GanCmri.Imaging;

/// <summary>Cines of many subjects in, a <see cref="FrameStore"/> of heart crops out.</summary>
public sealed class DatasetBuilder
{
    private readonly DatasetOptions _options;
    private readonly SubjectLinks _links;
    private readonly FrameStoreWriter _writer;
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hashes = [];
    private readonly List<InputDigest> _inputs = [];
    private readonly List<Omission> _omitted = [];

    private DatasetBuilder(DatasetOptions options, SubjectLinks links, FrameStoreWriter writer) =>
        (_options, _links, _writer) = (options, links, writer);

    /// <summary>Reads stacks one after the other and writes the store.</summary>
    /// <param name="stacks">The cines, e.g. from <see cref="CineReader.Stacks"/>; read lazily.</param>
    /// <param name="links">Which ids are one person.</param>
    /// <param name="folder">The store's folder.</param>
    /// <param name="options">Crop, split and what to skip.</param>
    /// <param name="progress">Told after each stack; the total is unknown (0).</param>
    /// <param name="cancel">Stops between stacks; nothing is left behind.</param>
    /// <exception cref="InputException">No frame could be used, or the folder cannot be written.</exception>
    public static FrameStoreInfo Build(IEnumerable<CineStack> stacks, SubjectLinks links, string folder, DatasetOptions options,
        IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        using var writer = new FrameStoreWriter(folder, options.Crop.Resolution);
        var builder = new DatasetBuilder(options, links, writer);
        foreach (var stack in stacks)
        {
            cancel.ThrowIfCancellationRequested();
            builder.Add(stack);
            progress?.Report(new StageProgress("dataset", writer.Count, 0, "frames"));
        }

        return builder.Finish(folder);
    }

    private void Add(CineStack stack)
    {
        var id = _links.Person(stack.Subject);
        if (!_people.TryGetValue(id, out var person)) _people[id] = person = new Person(FormattableString.Invariant($"S{_people.Count + 1:000}"));
        person.SourceIds.Add(stack.Subject);
        if (person.Pathology.Length == 0) person.Pathology = stack.Series[0].Pathology;
        _inputs.Add(new InputDigest(person.Name, stack.Kind, stack.Files.Count, Digest(stack.Files)));
        foreach (var located in HeartLocator.Locate(stack.Series))
            Add(located, person, FormattableString.Invariant($"{person.Name}-{++person.Series:00}"));
    }

    private void Add(LocatedSeries located, Person person, string name)
    {
        var (series, crop) = (located.Series, _options.Crop);
        if (located.Centre is null) { Omit(name, "no motion and no mask to find the heart by", series.Frames.Count); return; }
        if (located.Evidence < _options.LeastEvidence) { Omit(name, "no round, beating cavity (beyond apex or base)", series.Frames.Count); return; }
        var crops = series.Frames.Select(f => crop.Apply(f.Image, series.Spacing, located.Centre)).ToList();
        if (IntensityScale.Of(crops) is not { } scale) { Omit(name, "empty pictures", series.Frames.Count); return; }
        var repeated = 0;
        for (var i = 0; i < crops.Count; i++)
        {
            var frame = series.Frames[i];
            if (!_hashes.Add(Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(frame.Image.Pixels))))) { repeated++; continue; }
            _writer.Add(scale.Apply(crops[i]), new FrameRow
            {
                Subject = person.Name, Series = name, Slice = series.Slice, Frame = i, Phase = frame.Phase,
                TimeMs = double.IsNaN(frame.TimeMs) ? null : frame.TimeMs,
                PixelMm = series.Spacing is null ? null : Math.Round(crop.PixelMm, 6),
                LvAreaPx = frame.LvCavity is null ? null : Math.Round(frame.LvCavity.Area * crop.AreaScale(series.Spacing), 2),
            });
        }

        if (repeated > 0) Omit(name, "the same pixels as an earlier frame", repeated);
    }

    private void Omit(string series, string reason, int frames) => _omitted.Add(new Omission(series, reason, frames));

    private FrameStoreInfo Finish(string folder)
    {
        if (_writer.Count == 0)
            throw new InputException("--data", "at least one usable frame", $"none in {_people.Count} subjects ({Reasons()})", "check the folder");
        var heldOut = PatientSplit.Validation(_people.ToDictionary(p => p.Key, p => p.Value.Pathology), _options.Validation, _options.Seed)
            .Select(id => _people[id].Name).ToHashSet();
        var untouched = PatientSplit.Test(_people.ToDictionary(p => p.Key, p => p.Value.Pathology), _options.Validation, _options.Test, _options.Seed)
            .Select(id => _people[id].Name).ToHashSet();
        var pathologies = _people.Values.ToDictionary(p => p.Name, p => p.Pathology);
        var info = new FrameStoreInfo
        {
            Resolution = _options.Crop.Resolution, FieldMm = _options.Crop.FieldMm, AssumedPixelMm = _options.Crop.AssumedPixelMm,
            Validation = _options.Validation, Test = _options.Test, Seed = _options.Seed, Inputs = _inputs, Omitted = _omitted,
        };
        info = _writer.Finish(info, r => r with
        {
            Pathology = pathologies[r.Subject],
            Split = heldOut.Contains(r.Subject) ? DataSplit.Validation : untouched.Contains(r.Subject) ? DataSplit.Test : DataSplit.Train,
        });
        var ids = Path.Combine(folder, "subjects.csv");
        if (_options.KeepIds)
        {
            AtomicFile.Write(ids, stream =>
            {
                using var csv = new CsvWriter(new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" }, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
                csv.WriteRecords(_people.Values.SelectMany(p => p.SourceIds.Select(s => new { subject = p.Name, source_id = s })));
            });
        }
        else File.Delete(ids);
        return info;
    }

    private string Reasons() => string.Join(", ", _omitted.Select(o => o.Reason).Distinct());

    private static string Digest(IEnumerable<string> files)
    {
        var hashes = files.Select(Hash).Order(StringComparer.Ordinal).SelectMany(Convert.FromHexString).ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(hashes));

        static string Hash(string path)
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
    }

    private sealed class Person(string name)
    {
        public string Name { get; } = name;

        public string Pathology { get; set; } = "";

        public int Series { get; set; }

        public SortedSet<string> SourceIds { get; } = new(StringComparer.Ordinal);
    }
}
