using System.Security.Cryptography;
using System.Text.Json;
using GanCmri.Formats;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks.Weights;

/// <summary>One network in a safetensors file: weights under stylegan2-ada-pytorch's names, everything else as notes.</summary>
internal static class SafetensorsNetwork
{
    private const string Format = "gancmri-network-1";

    /// <summary>Writes a network. The same network and notes give the same bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="module">Generator or discriminator.</param>
    /// <param name="options">Its options.</param>
    /// <param name="notes">What else to say.</param>
    /// <param name="type">F32, or F16 for half the size.</param>
    /// <exception cref="InputException">A weight does not fit half precision, or the place cannot be written.</exception>
    public static void Write<T>(string path, nn.Module module, T options, NetworkNotes notes, StoredType type)
        where T : class
    {
        if (type is not (StoredType.F32 or StoredType.F16))
            throw new ArgumentOutOfRangeException(nameof(type), type, "networks are stored as F32 or F16");
        SafetensorsTensor[] tensors =
        [
            .. module
                .state_dict()
                .OrderBy(t => t.Key, StringComparer.Ordinal)
                .Select(t => new SafetensorsTensor(t.Key, type, t.Value.shape, () => Elements(t.Value, type, t.Key))),
        ];
        var metadata = new Dictionary<string, string?>
        {
            ["format"] = Format,
            ["kind"] = options is GeneratorOptions ? "generator" : "discriminator",
            ["options"] = NetworkOptionsJson.Write(options),
            ["name"] = notes.Name,
            ["licence"] = notes.Licence,
            ["training"] = notes.Training,
            ["labels"] = notes.Labels.Count > 0 ? JsonSerializer.Serialize(notes.Labels) : null,
            ["shown_labels"] = notes.ShownLabels.Count > 0 ? JsonSerializer.Serialize(notes.ShownLabels) : null,
            ["fixed_label"] = notes.FixedLabel,
            ["origin"] = notes.Origin,
            ["origin_sha256"] = notes.OriginSha256,
            ["tensors_sha256"] = Hash(tensors),
        };
        SafetensorsFile.Write(path, tensors, metadata.Where(m => m.Value is not null).ToDictionary(m => m.Key, m => m.Value!));
    }

    /// <summary>The network of an open file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="where">Its name in messages.</param>
    /// <param name="verify">Whether to compare the weights with their hash.</param>
    public static StoredNetwork Read(SafetensorsFile file, string where, bool verify)
    {
        var format = file.Metadata.GetValueOrDefault("format");
        if (format != Format)
        {
            throw new InputException(
                where,
                $"a network in safetensors (format '{Format}')",
                format is null ? "a safetensors file of another program" : $"a safetensors file of format '{format}'",
                "make it with gancmri train or gancmri import"
            );
        }

        if (verify && Hash(file) != file.Metadata.GetValueOrDefault("tensors_sha256"))
            throw new InputException(where, "weights that give the hash in the file", "others", "the file is damaged: copy it again");
        var options = file.Metadata.GetValueOrDefault("options") ?? "";
        var tensors = file.Tensors.Values.ToDictionary(t => t.Name, t => Stored(file, t, where));
        return file.Metadata.GetValueOrDefault("kind") == "generator"
            ? new StoredNetwork(where, Notes(file).Name, NetworkOptionsJson.Read<GeneratorOptions>(options, where), null, tensors)
            : new StoredNetwork(where, Notes(file).Name, null, NetworkOptionsJson.Read<DiscriminatorOptions>(options, where), tensors);
    }

    /// <summary>The notes of an open file.</summary>
    public static NetworkNotes Notes(SafetensorsFile file) =>
        new()
        {
            Name = file.Metadata.GetValueOrDefault("name") ?? "?",
            Licence = file.Metadata.GetValueOrDefault("licence"),
            Training = file.Metadata.GetValueOrDefault("training"),
            Labels = List<LabelColumn>(file, "labels", c => c is { Name: not null, Values: not null } && IsWhole(c)),
            ShownLabels = List<IReadOnlyList<string>>(file, "shown_labels", values => values?.All(v => v is not null) == true),
            FixedLabel = file.Metadata.GetValueOrDefault("fixed_label"),
            Origin = file.Metadata.GetValueOrDefault("origin"),
            OriginSha256 = file.Metadata.GetValueOrDefault("origin_sha256"),
        };

    private static bool IsWhole(LabelColumn column) =>
        column.Values.All(v => v is not null) && (!column.Continuous || column.Values is ["0", "1", ..]);

    private static IReadOnlyList<T> List<T>(SafetensorsFile file, string name, Func<T?, bool> isWhole)
    {
        if (file.Metadata.GetValueOrDefault(name) is not { } text)
            return [];
        try
        {
            return JsonSerializer.Deserialize<T?[]>(text) is { } read && read.All(isWhole) ? [.. read.Select(r => r!)] : [];
        }
        catch (JsonException)
        {
            return []; // what a label stands for is a help, and no weight
        }
    }

    private static StoredTensor Stored(SafetensorsFile file, SafetensorsEntry entry, string where)
    {
        var strides = new long[entry.Shape.Count];
        long step = 1;
        for (var axis = strides.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step *= Math.Max(1, entry.Shape[axis]);
        }

        return new StoredTensor(
            entry.Type,
            entry.Shape,
            strides,
            0,
            (at, to) => file.Bytes(entry.Name).Slice((int)at, to.Length).CopyTo(to)
        ).Checked(entry.Length / entry.Type.Size(), where, entry.Name);
    }

    private static ReadOnlyMemory<byte> Elements(Tensor tensor, StoredType type, string name)
    {
        if (type == StoredType.F32 && tensor.dtype == ScalarType.Float32 && tensor.device_type == DeviceType.CPU && tensor.is_contiguous())
            return new TensorMemory(tensor).Memory; // state_dict keeps the tensor while the file is written.
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var plain = tensor.detach().cpu().to(type == StoredType.F16 ? ScalarType.Float16 : ScalarType.Float32).contiguous();
        if (type == StoredType.F16 && !plain.isfinite().all().item<bool>() && tensor.isfinite().all().item<bool>())
            throw new InputException(name, "weights below 65504", "larger ones", "store the network in single precision");
        return plain.bytes.ToArray();
    }

    private static string Hash(IEnumerable<SafetensorsTensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in tensors)
            hash.AppendData(tensor.Data().Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Hash(SafetensorsFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in file.InFileOrder())
            hash.AppendData(file.Bytes(entry.Name));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
