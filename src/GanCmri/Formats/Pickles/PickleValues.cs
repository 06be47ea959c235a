namespace GanCmri.Formats.Pickles;

/// <summary>The name of a class or function in a pickle, e.g. "collections.OrderedDict". It is a name and nothing else.</summary>
internal sealed record PickleGlobal(string Name);

/// <summary>
/// What a pickle wants made by calling a global: a record of the call, of the state it would set and the items it would add.
/// Nothing is ever called.
/// </summary>
internal sealed class PickleCall(PickleGlobal function, object? arguments)
{
    /// <summary>What would be called.</summary>
    public string Function => function.Name;

    /// <summary>The arguments; empty if they are no tuple.</summary>
    public IReadOnlyList<object?> Arguments => arguments as object?[] ?? [];

    /// <summary>The state to set, if any.</summary>
    public object? State { get; set; }

    /// <summary>Dictionary items to add.</summary>
    public PickleDict? Items { get; set; }
}

/// <summary>A dictionary of a pickle, in order; a later value for a key replaces an earlier one.</summary>
internal sealed class PickleDict
{
    private readonly Dictionary<string, object?> _texts = new(StringComparer.Ordinal);

    /// <summary>The items whose keys are texts, which is all that networks use.</summary>
    public IReadOnlyDictionary<string, object?> Texts => _texts;

    /// <summary>Adds an item; one whose key is no text is dropped.</summary>
    public void Set(object? key, object? value)
    {
        if (key is string text)
            _texts[text] = value;
    }
}

/// <summary>A set of a pickle.</summary>
internal sealed record PickleSet(List<object?> Items);

/// <summary>A text too long to be a name or an option, or one that holds source code: only its place. It is skipped, never kept.</summary>
internal sealed class PickleText(PickleBytes place, bool escaped)
{
    /// <summary>Where it lies.</summary>
    public PickleBytes Place => place;

    /// <summary>Whether it has protocol 0's escapes instead of being UTF-8.</summary>
    public bool Escaped => escaped;
}

/// <summary>A reference to something outside the pickle, as torch.save uses for tensor storages.</summary>
internal sealed record PicklePersistentId(object? Id);
