using GanCmri.Formats.Pickles;
using GanCmri.Runtime;

namespace GanCmri.Networks.Weights;

/// <summary>
/// The networks of a pickle by stylegan2-ada-pytorch (a dictionary G, D, G_ema) or by TensorFlow StyleGAN2 (a tuple G, D, Gs;
/// Gs is called G_ema here). The file must stay open while they are used.
/// </summary>
internal sealed class PickledNetworks
{
    private static readonly PickleGlobals Globals = new(
        [
            "torch_utils.persistence._reconstruct_persistent_obj",
            "dnnlib.tflib.network.Network",
            "dnnlib.util.EasyDict",
            "dnnlib.EasyDict",
            "collections.OrderedDict",
            "builtins.set",
            "builtins.frozenset",
            "builtins.object",
            "builtins.dict",
            "builtins.list",
            "__builtin__.set",
            "__builtin__.frozenset",
            "__builtin__.object",
            "__builtin__.dict",
            "__builtin__.list",
            "builtins.tuple",
            "builtins.int",
            "builtins.float",
            "builtins.bool",
            "builtins.str",
            "builtins.bytes",
            "builtins.bytearray",
            "builtins.complex",
            "builtins.slice",
            "builtins.range",
            "builtins.type",
            "types.SimpleNamespace",
            "copyreg._reconstructor",
            "copy_reg._reconstructor",
            "_codecs.encode",
            "torch._utils._rebuild_parameter",
            "torch._utils._rebuild_tensor_v2",
            "torch._utils._rebuild_tensor",
            "torch.storage._load_from_bytes",
            "torch.Size",
            "numpy.ndarray",
            "numpy.dtype",
            "numpy.core.multiarray._reconstruct",
            "numpy.core.multiarray.scalar",
            "numpy.core.numeric._frombuffer",
            "numpy._core.multiarray._reconstruct",
            "numpy._core.multiarray.scalar",
            "numpy._core.numeric._frombuffer",
        ],
        strangers: true
    );

    private readonly string _where;
    private readonly PickledTensors _tensors;
    private readonly Dictionary<string, object?> _networks = new(StringComparer.Ordinal);

    /// <summary>Unpickles a file as data.</summary>
    /// <exception cref="InputException">It is damaged, holds a name that reaches into the system, or is no network pickle.</exception>
    public PickledNetworks(ByteSource source)
    {
        var budget = new PickleBudget(source.Where);
        _where = source.Where;
        _tensors = new PickledTensors(source.Where, budget);
        var root = Unpickler.Read(new PickleCursor(source.All), Globals, budget);
        if (root is object?[] { Length: 3 } trio)
        {
            foreach (var (name, value) in new[] { "G", "D", "G_ema" }.Zip(trio))
                _networks.Add(name, value);
            IsTensorFlow = true;
        }
        else
        {
            foreach (var (name, value) in _tensors.Shape.Dict(root, "the pickle's content"))
                if (name is "G" or "D" or "G_ema" && value is PickleCall)
                    _networks.Add(name, value);
        }

        if (_networks.Count == 0)
            throw _tensors.Shape.Bad("the pickle's content", "the networks G, D or G_ema", root);
    }

    /// <summary>Whether TensorFlow StyleGAN2 wrote the file.</summary>
    public bool IsTensorFlow { get; }

    /// <summary>The names of the networks.</summary>
    public IReadOnlyCollection<string> Names => _networks.Keys;

    /// <summary>One network.</summary>
    /// <exception cref="InputException">There is none of that name, or it has an option or a part that we do not know.</exception>
    public StoredNetwork Read(string name)
    {
        if (!_networks.TryGetValue(name, out var value))
            throw new InputException(_where, $"a network '{name}'", string.Join(", ", Names), "choose one of these");
        if (IsTensorFlow)
            return TensorFlowNetwork.Read(value, name, _where, _tensors);
        ForeignNetworks.Refuse(value, name, _where, _tensors.Shape);
        var modules = new PersistentModules(value!, _tensors, _where);
        return modules.Root.ClassName switch
        {
            "Generator" => new StoredNetwork(_where, name, AdaNetworkOptions.Generator(modules), null, modules.Tensors),
            "Discriminator" => new StoredNetwork(_where, name, null, AdaNetworkOptions.Discriminator(modules), modules.Tensors),
            var other => throw modules.Unknown("class", other),
        };
    }
}
