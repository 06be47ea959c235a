using GanCmri.Formats.Pickles;
using GanCmri.Runtime;

namespace GanCmri.Networks.Weights;

/// <summary>A network of NVIDIA's TensorFlow library "tflib" as it pickles itself: builder, options, variables, components.</summary>
internal sealed class TensorFlowModule
{
    private const string Network = "dnnlib.tflib.network.Network";
    private readonly PickledTensors _read;
    private readonly string _where,
        _name;
    private readonly IReadOnlyDictionary<string, object?> _state;
    private readonly IReadOnlyDictionary<string, object?> _options;

    /// <summary>Looks at an unpickled value as a network.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public TensorFlowModule(object? value, string name, PickledTensors read, string where)
    {
        (_read, _where, _name) = (read, where, name);
        if (value is not PickleCall { Function: Network } call)
            throw read.Shape.Bad(name, "a TensorFlow network", value);
        _state = read.Shape.Dict(call.State, name);
        _options = read.Shape.Dict(_state.GetValueOrDefault("static_kwargs"), name + ".static_kwargs");
    }

    /// <summary>The function that built it, e.g. "G_synthesis_stylegan2".</summary>
    public string Builder => _read.Shape.Text(_state.GetValueOrDefault("build_func_name"), _name + ".build_func_name");

    /// <summary>The names of the options it was built with.</summary>
    public IEnumerable<string> OptionNames => _options.Keys;

    /// <summary>A component, e.g. "synthesis".</summary>
    public TensorFlowModule Component(string component) =>
        new(
            _read.Shape.Dict(_state.GetValueOrDefault("components"), _name + ".components").GetValueOrDefault(component),
            component,
            _read,
            _where
        );

    /// <summary>Its variables by name, e.g. "8x8/Conv1/weight".</summary>
    public Dictionary<string, StoredTensor> Variables()
    {
        Dictionary<string, StoredTensor> variables = new(StringComparer.Ordinal);
        foreach (var item in _read.Shape.List(_state.GetValueOrDefault("variables"), _name + ".variables"))
        {
            if (item is not object?[] { Length: 2 } pair)
                throw _read.Shape.Bad(_name + ".variables", "a name and an array", item);
            var name = _read.Shape.Text(pair[0], _name + ".variables");
            variables[name] = _read.Tensor(pair[1], name);
        }

        return variables;
    }

    /// <summary>An option that is a number.</summary>
    public double Number(string option, double otherwise) =>
        _options.TryGetValue(option, out var value) ? _read.Number(value, option) : otherwise;

    /// <summary>An option that is a whole number.</summary>
    public int Int(string option, int otherwise)
    {
        var number = Number(option, otherwise);
        return number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw Unknown("option", $"{option} {number}");
    }

    /// <summary>An option that is a number or None; <paramref name="otherwise"/> where it was not given.</summary>
    public double? NumberOrNone(string option, double? otherwise = null) =>
        !_options.TryGetValue(option, out var value) ? otherwise
        : value is null ? null
        : _read.Number(value, option);

    /// <summary>An option that is a text.</summary>
    public string Text(string option, string otherwise) =>
        _options.TryGetValue(option, out var value) ? _read.Shape.Text(value, option) : otherwise;

    /// <summary>An option that is true or false.</summary>
    public bool Truth(string option, bool otherwise) => Number(option, otherwise ? 1 : 0) != 0;

    /// <summary>An option that is a list of 1 to 64 numbers; <paramref name="otherwise"/> where it was not given, <paramref name="none"/>
    /// where it is None.</summary>
    public IReadOnlyList<float> Numbers(string option, IReadOnlyList<float> otherwise, IReadOnlyList<float> none)
    {
        if (!_options.TryGetValue(option, out var value))
            return otherwise;
        if (value is null)
            return none;
        var items = _read.Shape.List(value, option);
        return items.Count is > 0 and <= 64 ? [.. items.Select(v => (float)_read.Number(v, option))] : throw Unknown("option", option);
    }

    /// <summary>The error for a part or an option that we do not know.</summary>
    public InputException Unknown(string kind, string name) =>
        new(
            _where,
            $"a {kind} of TensorFlow StyleGAN2 that is known here",
            $"'{name}' in '{_name}'",
            "convert this variant with NVIDIA's own tools first"
        );
}
