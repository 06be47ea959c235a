using GanCmri.Formats;
using GanCmri.Formats.Pickles;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks.Weights;

/// <summary>
/// Networks in files: our safetensors, and the pickles of stylegan2-ada-pytorch and TensorFlow StyleGAN2, which are read as data without
/// running what is in them. TensorFlow's Gs is called "G_ema"; its default truncation (psi 0.5) is not applied.
/// </summary>
public static class NetworkFile
{
    /// <summary>Loads a generator, in evaluation mode.</summary>
    /// <param name="path">A .safetensors or .pkl file.</param>
    /// <param name="network">Which network of a pickle: "G_ema" or "G". A safetensors file holds only one.</param>
    /// <param name="device">Where to put it; null: CPU.</param>
    /// <param name="fixedWeights">Whether its weights will stay as they are, which makes images faster: see
    /// <see cref="Synthesis.WeightsAreFixed"/>.</param>
    /// <exception cref="InputException">The file is damaged, unsafe, of another kind, or has an option that we do not know; the message
    /// names it.</exception>
    public static StyleGan2Generator LoadGenerator(string path, string network = "G_ema", Device? device = null, bool fixedWeights = false)
    {
        var generator = Load(path, network, (stored, length) => stored.ToGenerator(length)).to(device ?? CPU);
        generator.Synthesis.WeightsAreFixed = fixedWeights;
        if (generator.Options.CDim > 0)
            generator.Labels = Trained(path, generator.Options.CDim);
        return generator;
    }

    /// <summary>Loads a discriminator, in evaluation mode.</summary>
    /// <param name="path">A .safetensors or .pkl file.</param>
    /// <param name="network">Which network of a pickle: "D".</param>
    /// <param name="device">Where to put it; null: CPU.</param>
    /// <param name="grouping">Which images its minibatch standard deviation looks at together.</param>
    /// <exception cref="InputException">The file is damaged, unsafe, of another kind, or has an option that we do not know; the message
    /// names it.</exception>
    public static Discriminator LoadDiscriminator(
        string path,
        string network = "D",
        Device? device = null,
        StddevGrouping grouping = StddevGrouping.AsTrained
    ) => Load(path, network, (stored, length) => stored.Grouped(grouping).ToDiscriminator(length)).to(device ?? CPU);

    /// <summary>Saves a generator as safetensors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="generator">The network.</param>
    /// <param name="notes">Name, licence, training record and origin.</param>
    /// <param name="type">F32, or F16 for half the size (weights are rounded).</param>
    /// <exception cref="InputException">The place cannot be written, or a weight does not fit half precision.</exception>
    public static void Save(string path, StyleGan2Generator generator, NetworkNotes? notes = null, StoredType type = StoredType.F32) =>
        SafetensorsNetwork.Write(path, generator, generator.Options, notes ?? new NetworkNotes(), type);

    /// <summary>Saves a discriminator as safetensors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="discriminator">The network.</param>
    /// <param name="notes">Name, licence, training record and origin.</param>
    /// <param name="type">F32, or F16 for half the size (weights are rounded).</param>
    /// <exception cref="InputException">The place cannot be written, or a weight does not fit half precision.</exception>
    public static void Save(string path, Discriminator discriminator, NetworkNotes? notes = null, StoredType type = StoredType.F32) =>
        SafetensorsNetwork.Write(path, discriminator, discriminator.Options, notes ?? new NetworkNotes { Name = "D" }, type);

    /// <summary>Turns one network of a pickle into a safetensors file that names its origin and the origin's hash.</summary>
    /// <param name="from">The pickle.</param>
    /// <param name="to">The file to write.</param>
    /// <param name="network">"G_ema", "G" or "D".</param>
    /// <param name="notes">Licence and training record; name and origin are filled in.</param>
    /// <param name="type">F32, or F16 for half the size (weights are rounded).</param>
    /// <param name="grouping">For D: which images its minibatch standard deviation looks at together.</param>
    /// <exception cref="InputException">The file is damaged, unsafe, of another kind, or has an option that we do not know; the message
    /// names it.</exception>
    public static void Import(
        string from,
        string to,
        string network = "G_ema",
        NetworkNotes? notes = null,
        StoredType type = StoredType.F32,
        StddevGrouping grouping = StddevGrouping.AsTrained
    )
    {
        using var source = ByteSource.Open(from, "a network pickle (.pkl)");
        if (IsSafetensors(source))
            throw new InputException(from, "a pickle", "a safetensors file", "it needs no import: use it as it is");
        RequirePickle(from);
        var pickled = new PickledNetworks(source);
        var complete = Imported(from, network) with { Licence = notes?.Licence, Training = notes?.Training };
        var stored = pickled.Read(network);
        if (stored.Generator is not null)
        {
            using var generator = stored.ToGenerator(source.Length);
            Save(to, generator, complete, type);
        }
        else
        {
            using var discriminator = stored.Grouped(grouping).ToDiscriminator(source.Length);
            Save(to, discriminator, complete, type);
        }
    }

    /// <summary>Writes a conditional generator at one label, which is an unconditional generator: all that takes one takes it.</summary>
    /// <param name="from">A .safetensors or .pkl file.</param>
    /// <param name="to">The safetensors file to write.</param>
    /// <param name="label">A value of each column ("phase=ES,position=0.3"), or a class number.</param>
    /// <param name="network">"G_ema" or "G" of a pickle.</param>
    /// <param name="notes">Licence and training record; where null, those of the file. The rest is filled in.</param>
    /// <param name="type">F32, or F16 for half the size (weights are rounded).</param>
    /// <exception cref="InputException">The generator is unconditional, has no such label, or mixes label and z.</exception>
    public static void FixLabel(
        string from,
        string to,
        string label,
        string network = "G_ema",
        NetworkNotes? notes = null,
        StoredType type = StoredType.F32
    )
    {
        using var conditional = LoadGenerator(from, network);
        if (conditional.Options.CDim == 0)
            throw new InputException("--class", "no label, as the network is unconditional", $"'{label}'", "leave the option away");
        var known = Describe(from).Notes ?? Imported(from, network);
        using var made = FixedLabel.Of(conditional, LabelText.Parse(label, conditional.Options.CDim, known.Labels));
        var complete = known with
        {
            Licence = notes?.Licence ?? known.Licence,
            Training = notes?.Training ?? known.Training,
            Labels = [],
            ShownLabels = [],
            FixedLabel = label,
        };
        Save(to, made, complete, type);
    }

    /// <summary>Describes the networks of a file without making them.</summary>
    /// <exception cref="InputException">The file is damaged, unsafe or of another kind.</exception>
    public static NetworkFileSummary Describe(string path)
    {
        using var source = ByteSource.Open(path, "a network file (.safetensors or .pkl)");
        if (IsSafetensors(source))
        {
            using var file = SafetensorsFile.Open(path);
            return new NetworkFileSummary(
                "GanCmri safetensors",
                [NetworkSummary.Of(SafetensorsNetwork.Read(file, path, verify: false))],
                SafetensorsNetwork.Notes(file)
            );
        }

        RequirePickle(path);
        var pickled = new PickledNetworks(source);
        return new NetworkFileSummary(Maker(pickled) + " pickle", [.. pickled.Names.Select(Summary)], null);

        NetworkSummary Summary(string name)
        {
            try
            {
                return NetworkSummary.Of(pickled.Read(name));
            }
            catch (InputException e)
            {
                return new NetworkSummary { Name = name, Problem = e.Message };
            }
        }
    }

    private static TrainedLabels? Trained(string path, int length)
    {
        if (Describe(path).Notes is not { ShownLabels.Count: > 0 } notes || notes.Labels.Sum(c => c.Values.Count) != length)
            return null;
        try
        {
            return new TrainedLabels(notes.Labels, notes.ShownLabels);
        }
        catch (InputException e)
        {
            throw new InputException(path, $"labels of its columns in shown_labels ({e.Expected})", e.Found, "copy it again", e);
        }
    }

    private static NetworkNotes Imported(string pickle, string network)
    {
        using var source = ByteSource.Open(pickle, "a network pickle (.pkl)");
        return new NetworkNotes
        {
            Name = network,
            Origin = $"{network} of {Path.GetFileName(pickle)} ({Maker(new PickledNetworks(source))})",
            OriginSha256 = source.Sha256(),
        };
    }

    private static T Load<T>(string path, string network, Func<StoredNetwork, long, T> make)
    {
        using var source = ByteSource.Open(path, "a network file (.safetensors or .pkl)");
        if (!IsSafetensors(source))
        {
            RequirePickle(path);
            return make(new PickledNetworks(source).Read(network), source.Length);
        }

        using var file = SafetensorsFile.Open(path);
        return make(SafetensorsNetwork.Read(file, path, verify: true), source.Length);
    }

    private static void RequirePickle(string path)
    {
        if (FileKind.Of(path) is { IsPickle: false } other)
            throw new InputException(
                path,
                "a network file (.safetensors or the .pkl of StyleGAN2)",
                other.Name,
                other.Remedy ?? "give the .pkl that StyleGAN2 wrote, or a .safetensors of gancmri import"
            );
    }

    private static string Maker(PickledNetworks pickled) => pickled.IsTensorFlow ? "TensorFlow StyleGAN2" : "stylegan2-ada-pytorch";

    private static bool IsSafetensors(ByteSource source)
    {
        Span<byte> start = stackalloc byte[9];
        if (source.Length < start.Length)
            return false;
        source.Read(0, start);
        return start[7] == 0 && start[8] == '{';
    }
}
