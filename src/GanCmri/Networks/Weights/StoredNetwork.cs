using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks.Weights;

/// <summary>One network as a file holds it: its shape and its tensors, by the names our modules give them, not yet read.</summary>
/// <param name="Where">The file's name in messages.</param>
/// <param name="Name">The network's name in the file, e.g. "G_ema".</param>
/// <param name="Generator">Its shape if it is a generator.</param>
/// <param name="Discriminator">Its shape if it is a discriminator.</param>
/// <param name="Tensors">Its tensors.</param>
internal sealed record StoredNetwork(
    string Where,
    string Name,
    GeneratorOptions? Generator,
    DiscriminatorOptions? Discriminator,
    IReadOnlyDictionary<string, StoredTensor> Tensors
)
{
    private const string Filter = "resample_filter";

    /// <summary>Makes the generator.</summary>
    /// <exception cref="InputException">It is a discriminator, or its tensors do not fit its shape.</exception>
    public StyleGan2Generator ToGenerator(long fileLength)
    {
        if (Generator is null)
            throw new InputException(Where, "a generator", $"'{Name}', a discriminator", "choose another network of the file");
        Valid(Generator.Validate);
        StoredShapeCheck.Generator(this, Generator, fileLength);
        return Fill(new StyleGan2Generator(Generator));
    }

    /// <summary>Makes the discriminator.</summary>
    /// <exception cref="InputException">It is a generator, or its tensors do not fit its shape.</exception>
    public Discriminator ToDiscriminator(long fileLength)
    {
        if (Discriminator is null)
            throw new InputException(Where, "a discriminator", $"'{Name}', a generator", "choose another network of the file");
        Valid(Discriminator.Validate);
        StoredShapeCheck.Discriminator(this, Discriminator, fileLength);
        return Fill(new Discriminator(Discriminator));
    }

    /// <summary>The same network with another grouping of its minibatch standard deviation.</summary>
    public StoredNetwork Grouped(StddevGrouping grouping) =>
        grouping == StddevGrouping.WholeBatch && Discriminator is not null
            ? this with
            {
                Discriminator = Discriminator with { StddevGroup = null },
            }
            : this;

    private T Fill<T>(T module)
        where T : nn.Module
    {
        try
        {
            using var noGrad = no_grad();
            var targets = module.state_dict();
            foreach (var (name, target) in targets.Where(t => !t.Key.EndsWith(Filter, StringComparison.Ordinal)))
            {
                using var scope = NewDisposeScope();
                if (!Tensors.TryGetValue(name, out var stored))
                    throw Bad($"a tensor '{name}'", "none");
                if (!stored.Shape.SequenceEqual(target.shape))
                    throw Bad($"'{name}' of shape [{string.Join(", ", target.shape)}]", $"[{string.Join(", ", stored.Shape)}]");
                target.copy_(stored.ToTensor());
                if (!target.isfinite().all().item<bool>())
                    throw new InputException(
                        Where,
                        $"finite numbers in '{name}' of '{Name}'",
                        "NaN or infinity",
                        "the training that made it diverged or the file is damaged: take an earlier or another one"
                    );
            }

            var unknown = Tensors.Keys.FirstOrDefault(n => !targets.ContainsKey(n) && !n.EndsWith(Filter, StringComparison.Ordinal));
            if (unknown is not null)
                throw Bad("only tensors that the architecture has", $"'{unknown}'");
            module.eval();
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    private void Valid(Action validate)
    {
        try
        {
            validate();
        }
        catch (ArgumentException e)
        {
            throw new InputException(Where, "options of a StyleGAN2 network", e.Message, "this network cannot be used", e);
        }
    }

    private InputException Bad(string expected, string found) =>
        new(Where, expected, found + $" in '{Name}'", "its options and its tensors do not belong together: get the file again");
}
