using GanCmri.Formats.Tables;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Subjects;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Store;

/// <summary>Makes a <see cref="FrameStore"/> of heart crops from the cines of many subjects.</summary>
public sealed class DatasetBuilder
{
    private readonly DatasetOptions _options;
    private readonly FrameStoreWriter _writer;
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Index, string Series)> _places = []; // of each picture's hash
    private readonly Dictionary<int, CutFrame> _told = []; // what a later copy of a stored frame says of it
    private readonly Dictionary<string, double> _positions = []; // of a stored series, as copies of its frames say
    private readonly List<InputDigest> _inputs = [];
    private readonly List<Omission> _omitted = [];
    private readonly List<Omission> _doubtful = [];
    private readonly ContactSheet _sheet = new();
    private readonly LinkNotes _links = new();

    private DatasetBuilder(DatasetOptions options, FrameStoreWriter writer) => (_options, _writer) = (options, writer);

    /// <summary>Reads stacks one after the other and writes the store.</summary>
    /// <param name="stacks">The cines, e.g. from <see cref="CineReader.Stacks"/>; read lazily.</param>
    /// <param name="links">Which ids are one person.</param>
    /// <param name="folder">The store's folder.</param>
    /// <param name="options">Crop, split and what to skip.</param>
    /// <param name="progress">Told after each stack; the total is unknown (0).</param>
    /// <param name="cancellationToken">Stops between stacks; nothing is left behind.</param>
    /// <exception cref="InputException">No frame could be used, or the folder cannot be written.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static FrameStoreInfo Build(
        IEnumerable<CineStack> stacks,
        SubjectLinks links,
        string folder,
        DatasetOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        return Build(
            PhasePairs.Joined(stacks, options.Notes).Select(s => CutStack.Of(s, links, options)),
            folder,
            options,
            progress,
            cancellationToken
        );
    }

    /// <summary>Writes the store of stacks that are cut already.</summary>
    internal static FrameStoreInfo Build(
        IEnumerable<CutStack> stacks,
        string folder,
        DatasetOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        options.Validate();
        using var writer = new FrameStoreWriter(folder, options.Crop.Resolution);
        var builder = new DatasetBuilder(options, writer);
        foreach (var stack in stacks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(stack);
            progress?.Report(new StageProgress("dataset", writer.Count, 0, "frames"));
        }

        return builder.Finish(folder);
    }

    private void Add(CutStack stack)
    {
        var id = stack.Person;
        if (stack.Linked is { } linked)
            _links.Add(linked);
        if (!_people.TryGetValue(id, out var person))
            _people[id] = person = new Person(FormattableString.Invariant($"S{_people.Count + 1:000}"));
        if (stack.SourceId is { } source)
            person.SourceIds.Add(source);
        if (person.Pathology.Length == 0)
            person.Pathology = stack.Pathology;
        _inputs.Add(new InputDigest(person.Name, stack.Kind, stack.Files, stack.FilesSha256));
        var positions = SlicePositions.Of(stack.Cuts.SelectMany(c => c.Frames, (c, f) => new SliceArea(c.Slice, f.LvAreaPx ?? 0)));
        foreach (var cut in stack.Cuts)
            Add(
                cut,
                person,
                new FrameRow
                {
                    Subject = person.Name,
                    Series = FormattableString.Invariant($"{person.Name}-{++person.Series:00}"),
                    Source = stack.Source,
                    Study = person.StudyName(cut.Study),
                    Slice = cut.Slice,
                    SlicePosition = positions.TryGetValue(cut.Slice, out var position) ? Math.Round(position, 4) : null,
                    PixelMm = cut.PixelMm is { } mm ? Math.Round(mm, 6) : null,
                }
            );
    }

    private void Add(CutSlice cut, Person person, FrameRow row)
    {
        if (cut.LeftOut.Length > 0)
        {
            Omit(row.Series, cut.LeftOut, cut.Count);
            return;
        }
        var (repeated, stored) = (0, new List<byte[]>());
        foreach (var (i, frame) in cut.Frames.Index())
        {
            if (!_places.TryAdd(frame.Source, (_writer.Count, row.Series)))
            {
                repeated++;
                // ACDC's ED and ES files, which have the masks, repeat two frames of the cine beside them.
                var (index, series) = _places[frame.Source];
                if (frame.Phase.Length > 0 || frame.LvAreaPx is not null)
                    _told.TryAdd(index, frame);
                if (row.SlicePosition is { } position)
                    _positions.TryAdd(series, position);
                continue;
            }
            stored.Add(frame.Pixels);
            _writer.Add(frame.Pixels, row with { Frame = i, Phase = frame.Phase, TimeMs = frame.TimeMs, LvAreaPx = frame.LvAreaPx });
        }

        person.Frames += stored.Count;
        if (repeated > 0)
            Omit(row.Series, "the same pixels as an earlier frame", repeated);
        if (cut.Doubt.Length > 0 && stored.Count > 0)
            _doubtful.Add(new Omission(row.Series, cut.Doubt, stored.Count));
        _sheet.Add(stored, _options.Crop.Resolution, cut.Doubt.Length > 0, _options.AsIs);
    }

    private void Omit(string series, string reason, int frames) => _omitted.Add(new Omission(series, reason, frames));

    private FrameStoreInfo Finish(string folder)
    {
        _links.Tell(_options.Notes);
        if (_writer.Count == 0)
            throw new InputException(
                "--data",
                "at least one usable frame",
                $"none in {_people.Count} subjects ({Reasons()})",
                "give beating cines or masks (frames.csv, --labels), or crops with --as-is; pictures of several people need "
                    + "--subject-pattern or a folder a cine"
            );
        var used = _people.Where(p => p.Value.Frames > 0).ToDictionary(p => p.Key, p => p.Value.Pathology);
        var validation = _options.Validation ?? (used.Count < 3 ? 0 : DatasetOptions.UsualValidation);
        var heldOut = Names(PatientSplit.Validation(used, validation, _options.Seed));
        var untouched = Names(PatientSplit.Test(used, validation, _options.Test, _options.Seed));
        RequireSide("--validation", validation, heldOut.Count, used.Count);
        RequireSide("--test", _options.Test, untouched.Count, used.Count);
        RequireSide("--validation and --test", 1, used.Count - heldOut.Count - untouched.Count, used.Count);
        var pathologies = _people.Values.ToDictionary(p => p.Name, p => p.Pathology);
        var info = new FrameStoreInfo
        {
            Resolution = _options.Crop.Resolution,
            FieldMm = _options.Crop.FieldMm,
            AssumedPixelMm = _options.Crop.AssumedPixelMm,
            AsIs = _options.AsIs,
            Validation = validation,
            Test = _options.Test,
            Seed = _options.Seed,
            Inputs = _inputs,
            Omitted = _omitted,
            Doubtful = _doubtful,
        };
        info = _writer.Finish(
            info,
            r =>
                r with
                {
                    Phase = r.Phase.Length > 0 || !_told.TryGetValue(r.Index, out var copy) ? r.Phase : copy.Phase,
                    LvAreaPx = r.LvAreaPx ?? _told.GetValueOrDefault(r.Index)?.LvAreaPx,
                    SlicePosition = r.SlicePosition ?? (_positions.TryGetValue(r.Series, out var position) ? position : null),
                    Pathology = pathologies[r.Subject],
                    Split =
                        heldOut.Contains(r.Subject) ? DataSplit.Validation
                        : untouched.Contains(r.Subject) ? DataSplit.Test
                        : DataSplit.Train,
                }
        );
        _sheet.Save(Path.Combine(folder, ContactSheet.FileName));
        var ids = Path.Combine(folder, "subjects.csv");
        if (_options.KeepIds)
        {
            CsvFile.WriteRecords(ids, _people.Values.SelectMany(p => p.SourceIds.Select(s => new { subject = p.Name, source_id = s })));
        }
        else
            File.Delete(ids);
        return info;
    }

    private HashSet<string> Names(IEnumerable<string> ids) => [.. ids.Select(id => _people[id].Name)];

    private static void RequireSide(string option, double share, int side, int all)
    {
        if (share <= 0 || side > 0)
            return;
        throw new InputException(
            option,
            "at least one subject with usable frames on each side of the split",
            $"{all} such subjects and an empty side",
            "give more subjects or another share, or 0 for no such side"
        );
    }

    private string Reasons() => string.Join(", ", _omitted.Select(o => o.Reason).Distinct());

    private sealed class Person(string name)
    {
        private readonly List<string> _datedStudies = [];

        public string Name { get; } = name;

        public string Pathology { get; set; } = "";

        public int Series { get; set; }

        public int Frames { get; set; }

        public SortedSet<string> SourceIds { get; } = new(StringComparer.Ordinal);

        /// <summary>The study's own word, but a number for a date, which may tell who it is.</summary>
        public string StudyName(string study)
        {
            if (!CutSlice.IsDate(study))
                return study;
            if (!_datedStudies.Contains(study))
                _datedStudies.Add(study);
            return FormattableString.Invariant($"{_datedStudies.IndexOf(study) + 1}");
        }
    }
}
