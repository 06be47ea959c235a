using GanCmri.Runtime;

namespace GanCmri.Networks.Weights;

/// <summary>
/// Translates a TensorFlow StyleGAN2 network (Karras et al. 2020, "config f" layout) into the names and layouts of
/// stylegan2-ada-pytorch: convolutions [kh, kw, in, out] -> [out, in, kh, kw] (turned by 180 degrees where they sample up), dense
/// [in, out] -> [out, in], style biases + 1. Networks of StyleGAN2-ADA's TensorFlow code, which differ in how labels enter, are read too.
/// </summary>
internal static class TensorFlowNetwork
{
    /// <summary>Reads a generator or discriminator.</summary>
    /// <exception cref="InputException">It is of another kind, or has an option that we do not know.</exception>
    public static StoredNetwork Read(object? value, string name, string where, PickledTensors read)
    {
        var network = new TensorFlowModule(value, name, read, where);
        return network.Builder switch
        {
            "G_main" => TensorFlowGenerator.Read(network, name, where),
            "D_stylegan2" => TensorFlowDiscriminator.Read(network, name, where, ada: false),
            "D_main" => TensorFlowDiscriminator.Read(network, name, where, ada: true),
            var other => throw ForeignNetworks.OfBuilder(other, name, where) ?? network.Unknown("build function", other),
        };
    }
}
