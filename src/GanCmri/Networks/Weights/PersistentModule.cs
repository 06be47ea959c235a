using GanCmri.Formats.Pickles;
using GanCmri.Runtime;

namespace GanCmri.Networks.Weights;

/// <summary>A torch module as NVIDIA's "persistence" pickles it: class name and attributes.</summary>
internal sealed record PersistentModule(string Path, string ClassName, IReadOnlyDictionary<string, object?> State)
{
    /// <summary>The function that would rebuild it in Python from source code in the pickle.</summary>
    public const string Function = "torch_utils.persistence._reconstruct_persistent_obj";
}

/// <summary>All modules of a network, flattened: "synthesis.b4.conv1" and so on, and their tensors.</summary>
internal sealed class PersistentModules
{
    private const int Deepest = 6,
        Most = 1000;
    private readonly Dictionary<string, PersistentModule> _modules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredTensor> _tensors = new(StringComparer.Ordinal);
    private readonly PickledTensors _read;
    private readonly string _where;

    /// <summary>Flattens a network.</summary>
    /// <exception cref="InputException">A part is no module or no tensor, or there are too many.</exception>
    public PersistentModules(object root, PickledTensors read, string where)
    {
        (_read, _where) = (read, where);
        Root = Add(root, "", 0);
    }

    /// <summary>The network itself.</summary>
    public PersistentModule Root { get; }

    /// <summary>Parameters and buffers.</summary>
    public IReadOnlyDictionary<string, StoredTensor> Tensors => _tensors;

    /// <summary>The modules of a class, in order.</summary>
    public IEnumerable<PersistentModule> OfClass(string className) => _modules.Values.Where(m => m.ClassName == className);

    /// <summary>All modules.</summary>
    public IEnumerable<PersistentModule> All => _modules.Values;

    /// <summary>A module.</summary>
    public PersistentModule Module(string path) =>
        _modules.TryGetValue(path, out var module)
            ? module
            : throw new InputException(_where, $"a module '{path}'", "none", "this is no StyleGAN2 network");

    /// <summary>An attribute that is a whole number.</summary>
    public int Int(PersistentModule module, string attribute)
    {
        var number = Number(module, attribute);
        return number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw Bad(module, attribute, "a whole number");
    }

    /// <summary>An attribute that is a number.</summary>
    public double Number(PersistentModule module, string attribute) => _read.Number(Attribute(module, attribute), Name(module, attribute));

    /// <summary>An attribute that is a number or None.</summary>
    public double? NumberOrNone(PersistentModule module, string attribute) =>
        Attribute(module, attribute) is null ? null : Number(module, attribute);

    /// <summary>An attribute that is a text.</summary>
    public string Text(PersistentModule module, string attribute) =>
        _read.Shape.Text(Attribute(module, attribute), Name(module, attribute));

    /// <summary>The arguments a module was made with, by name.</summary>
    public IReadOnlyDictionary<string, object?> Arguments(PersistentModule module) =>
        _read.Shape.Dict(module.State.GetValueOrDefault("_init_kwargs") ?? new PickleDict(), Name(module, "_init_kwargs"));

    /// <summary>An argument that is a list of numbers; <paramref name="otherwise"/> where it was not given; one number stands for a list of
    /// it, None for [1].</summary>
    public IReadOnlyList<float> Numbers(PersistentModule module, string argument, IReadOnlyList<float> otherwise)
    {
        if (!Arguments(module).TryGetValue(argument, out var value))
            return otherwise;
        if (value is null)
            return [1];
        if (value is long or double)
            return [(float)_read.Number(value, argument)];
        var items = _read.Shape.List(value, Name(module, argument));
        return items.Count is > 0 and <= 64
            ? [.. items.Select(i => (float)_read.Number(i, argument))]
            : throw Bad(module, argument, "1 to 64 taps");
    }

    /// <summary>An argument that is a whole number; null where it was not given or is None.</summary>
    public int? ArgumentInt(PersistentModule module, string argument) =>
        Arguments(module).GetValueOrDefault(argument) is { } value
            ? (int)Math.Clamp(_read.Number(value, Name(module, argument)), int.MinValue, int.MaxValue)
            : null;

    /// <summary>The error for a part or an option that we do not know.</summary>
    public InputException Unknown(string kind, string name) =>
        new(_where, $"a {kind} of stylegan2-ada-pytorch", $"'{name}'", "this variant of the network is not known here");

    private InputException Bad(PersistentModule module, string attribute, string expected) =>
        new(_where, $"{expected} as {Name(module, attribute)}", "something else", "this is no StyleGAN2 network");

    private object? Attribute(PersistentModule module, string name) =>
        module.State.TryGetValue(name, out var value)
            ? value
            : throw new InputException(_where, $"an attribute {Name(module, name)}", "none", "this is no StyleGAN2 network");

    private static string Name(PersistentModule module, string attribute) =>
        module.Path.Length == 0 ? attribute : $"{module.Path}.{attribute}";

    private PersistentModule Add(object? value, string path, int depth)
    {
        if (depth > Deepest || _modules.Count >= Most)
            throw new InputException(_where, $"at most {Most} modules, {Deepest} deep", "more", "do not trust this file");
        if (value is not PickleCall { Function: PersistentModule.Function, Arguments: [var argument] })
            throw _read.Shape.Bad(path, "a module", value);
        var meta = _read.Shape.Dict(argument, path);
        if (meta.GetValueOrDefault("type") is not "class")
            throw Unknown("persistent type", meta.GetValueOrDefault("type") as string ?? "?");
        var state = _read.Shape.Dict(meta.GetValueOrDefault("state"), path);
        var module = new PersistentModule(path, _read.Shape.Text(meta.GetValueOrDefault("class_name"), path), state);
        if (!_modules.TryAdd(path, module))
            throw _read.Shape.Bad(path, "one module", value);
        var prefix = path.Length == 0 ? "" : path + ".";
        foreach (var group in (string[])["_parameters", "_buffers"])
        foreach (var (name, tensor) in _read.Shape.Dict(state.GetValueOrDefault(group), prefix + group))
            if (tensor is not null)
                _tensors[prefix + name] = _read.Tensor(tensor, prefix + name);
        foreach (var (name, child) in _read.Shape.Dict(state.GetValueOrDefault("_modules"), prefix + "_modules"))
            if (child is not null)
                Add(child, prefix + name, depth + 1);
        return module;
    }
}
