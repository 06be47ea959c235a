using GanCmri.Formats.Pickles;
using GanCmri.Runtime;

namespace GanCmri.Networks.Weights;

/// <summary>Networks of other programs, refused by name before their parts are looked at.</summary>
internal static class ForeignNetworks
{
    private const int Deepest = 8,
        Most = 2000;

    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["SuperresGenerator"] = "StyleGAN-XL",
        ["SynthesisInput"] = "StyleGAN3",
        ["TriPlaneGenerator"] = "EG3D",
        ["OSGDecoder"] = "EG3D",
        ["FastganSynthesis"] = "FastGAN",
        ["FastganSynthesisCond"] = "FastGAN",
        ["ProjectedDiscriminator"] = "projected GAN",
        ["EDMPrecond"] = "EDM diffusion",
        ["VPPrecond"] = "EDM diffusion",
        ["VEPrecond"] = "EDM diffusion",
        ["Precond"] = "EDM2 diffusion",
    };

    private static readonly Dictionary<string, string> Builders = new(StringComparer.Ordinal)
    {
        ["G_style"] = "StyleGAN (the first)",
        ["D_basic"] = "StyleGAN (the first)",
        ["D_stylegan"] = "StyleGAN (the first)",
        ["G_paper"] = "Progressive GAN",
        ["D_paper"] = "Progressive GAN",
    };

    /// <summary>Passes what may be a network of stylegan2-ada-pytorch.</summary>
    /// <exception cref="InputException">It is a network of another program, which the message names.</exception>
    public static void Refuse(object? value, string name, string where, PickleShape shape)
    {
        if (value is PickleCall { Function: not PersistentModule.Function } plain)
            throw Foreign(where, name, $"an object of {plain.Function}");
        List<string> classes = [];
        Collect(value, shape, classes, 0);
        if (Classes.Keys.FirstOrDefault(classes.Contains) is { } found)
            throw Foreign(where, name, $"a network of {Classes[found]} (class '{found}')");
        if (classes.FirstOrDefault(c => c.Contains('.', StringComparison.Ordinal)) is { } stranger)
            throw Foreign(where, name, $"a network with an object of {stranger} inside");
    }

    /// <summary>The error for a builder of TensorFlow networks that is not StyleGAN2's; null for one that we have not heard of.</summary>
    public static InputException? OfBuilder(string builder, string name, string where) =>
        Builders.TryGetValue(builder, out var program) ? Foreign(where, name, $"a network of {program} ('{builder}')") : null;

    private static InputException Foreign(string where, string name, string found) =>
        new(
            where,
            $"a StyleGAN2 network as '{name}'",
            found,
            "only networks of StyleGAN2 (stylegan2-ada-pytorch or TensorFlow) are computed here: give one of these, or another network "
                + "of the file"
        );

    // Class names of modules, and the full names of plain objects in a module's place.
    private static void Collect(object? value, PickleShape shape, List<string> classes, int depth)
    {
        if (depth > Deepest || classes.Count >= Most)
            return;
        if (value is not PickleCall { Function: PersistentModule.Function, Arguments: [PickleDict argument] })
        {
            if (value is PickleCall { Function: not PersistentModule.Function } plain)
                classes.Add(plain.Function);
            return;
        }

        if (argument.Texts.GetValueOrDefault("class_name") is string name)
            classes.Add(name);
        if (argument.Texts.GetValueOrDefault("state") is not PickleDict state)
            return;
        if (state.Texts.GetValueOrDefault("_modules") is not (PickleDict or PickleCall) || state.Texts["_modules"] is not { } modules)
            return;
        foreach (var child in shape.Dict(modules, "_modules").Values)
            Collect(child, shape, classes, depth + 1);
    }
}
