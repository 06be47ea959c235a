using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>
/// A module whose parts are registered by hand under the reference's names. TorchSharp would register every field once more under
/// the field's name as soon as somebody asks for the state. A field that holds a parameter or a buffer says its registered name by
/// <see cref="TorchSharp.Utils.ComponentNameAttribute"/>: moved to another device or number type, a module gets new tensors, and TorchSharp
/// puts them into the fields of those names.
/// </summary>
public abstract class NamedModule : nn.Module
{
    private protected NamedModule(string name)
        : base(name) { }

    /// <inheritdoc/>
    protected sealed override void RegisterComponents() { }
}
