using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents.Tuning;

/// <summary>A small change of a generator's weights, after which it shows one cine's hearts as they are: what pivotal tuning
/// keeps.</summary>
internal sealed class GeneratorTuning
{
    private const string Format = "gancmri-tuning-1";
    private const string Frames = "latents_sha256";
    private readonly IReadOnlyDictionary<string, float[][]> _factors;
    private readonly IReadOnlyDictionary<string, long[][]> _shapes;

    private readonly IReadOnlySet<string> _latents;

    internal GeneratorTuning(
        string generator,
        IReadOnlyDictionary<string, float[][]> factors,
        IReadOnlyDictionary<string, long[][]> shapes,
        IEnumerable<string> latents
    ) => (GeneratorSha256, _factors, _shapes, _latents) = (generator, factors, shapes, latents.ToHashSet(StringComparer.Ordinal));

    /// <summary>SHA-256 of the weights it changes.</summary>
    public string GeneratorSha256 { get; }

    /// <summary>Numbers kept.</summary>
    public int Numbers => _factors.Values.Sum(f => f.Sum(n => n.Length));

    /// <summary>Whether it shows its cine at these latents; of files that do not tell their cine's: yes.</summary>
    public bool Shows(IEnumerable<float[]> latents) => _latents.Count == 0 || latents.All(w => _latents.Contains(Digest(w)));

    /// <summary>A tuned copy of the generator.</summary>
    /// <param name="generator">The one it was tuned from; not changed.</param>
    /// <exception cref="InputException">It belongs to another generator.</exception>
    public StyleGan2Generator Apply(StyleGan2Generator generator)
    {
        if (Digest(generator) != GeneratorSha256)
            throw new InputException(
                "tuning",
                "the generator it was tuned from",
                "another",
                "name that generator, or project with tuning again"
            );
        var tuned = Copy(generator);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var weights = tuned.state_dict();
        foreach (var (name, parts) in _factors)
        {
            Tensor[] factors = [.. parts.Zip(_shapes[name], (numbers, shape) => tensor(numbers, shape).to(weights[name].device))];
            weights[name].Add(WeightChange.Product(factors, weights[name].shape));
        }

        tuned.Synthesis.WeightsAreFixed = generator.Synthesis.WeightsAreFixed;
        return tuned;
    }

    /// <summary>Writes it in half precision.</summary>
    /// <param name="path">File to write, .safetensors.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Save(string path) =>
        SafetensorsFile.Write(
            path,
            [
                .. _factors
                    .OrderBy(f => f.Key, StringComparer.Ordinal)
                    .SelectMany(f =>
                        f.Value.Zip(_shapes[f.Key])
                            .Select(
                                (part, i) =>
                                    new SafetensorsTensor(
                                        $"{f.Key}.{i}",
                                        StoredType.F16,
                                        part.Second,
                                        () => MemoryMarshal.AsBytes<Half>(Array.ConvertAll(part.First, n => (Half)n)).ToArray()
                                    )
                            )
                    ),
            ],
            new Dictionary<string, string>
            {
                ["format"] = Format,
                ["generator_sha256"] = GeneratorSha256,
                [Frames] = string.Join(' ', _latents.Order(StringComparer.Ordinal)),
            }
        );

    /// <summary>Reads one.</summary>
    /// <param name="path">File that <see cref="Save"/> wrote.</param>
    /// <exception cref="InputException">The file is missing, damaged or holds something else.</exception>
    public static GeneratorTuning Load(string path)
    {
        using var file = SafetensorsFile.Open(path);
        if (
            file.Metadata.GetValueOrDefault("format") != Format
            || !file.Metadata.TryGetValue("generator_sha256", out var digest)
            || file.Tensors.Values.Any(t => t.Type != StoredType.F16)
        )
            throw new InputException(
                path,
                "a tuned generator's change (gancmri project --tune)",
                "another safetensors file",
                "name the right file"
            );
        var parts = file
            .Tensors.Values.GroupBy(t => t.Name[..t.Name.LastIndexOf('.')])
            .ToDictionary(g => g.Key, g => g.OrderBy(t => t.Name, StringComparer.Ordinal).ToArray());
        return new GeneratorTuning(
            digest,
            parts.ToDictionary(
                p => p.Key,
                p =>
                    p.Value.Select(t => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(file.Bytes(t.Name)).ToArray(), h => (float)h))
                        .ToArray()
            ),
            parts.ToDictionary(p => p.Key, p => p.Value.Select(t => t.Shape.ToArray()).ToArray()),
            file.Metadata.GetValueOrDefault(Frames, "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    /// <summary>SHA-256 of a generator's weights.</summary>
    internal static string Digest(StyleGan2Generator generator)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, weight) in generator.Synthesis.state_dict().OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            using var numbers = weight.detach().to(ScalarType.Float32).cpu().contiguous();
            hash.AppendData(MemoryMarshal.AsBytes<float>(numbers.Numbers()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>What tells a frame's latent from others: the first 12 digits of its SHA-256.</summary>
    internal static string Digest(float[] latent) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(latent)))[..12];

    /// <summary>Another generator with the same weights.</summary>
    internal static StyleGan2Generator Copy(StyleGan2Generator generator)
    {
        using var noGrad = no_grad();
        var copy = new StyleGan2Generator(generator.Options);
        copy.to(generator.parameters().First().device);
        var values = generator.state_dict();
        foreach (var (name, target) in copy.state_dict())
            target.copy_(values[name]);
        copy.Synthesis.FeatureType = generator.Synthesis.FeatureType;
        copy.eval();
        return copy;
    }
}
