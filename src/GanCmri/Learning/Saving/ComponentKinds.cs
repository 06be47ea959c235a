namespace GanCmri.Learning;

/// <summary>How each kind of component is made again from its state.</summary>
internal static class ComponentKinds
{
    /// <summary>By kind; one line for each component.</summary>
    public static IReadOnlyDictionary<string, Func<StateReader, RestoreContext, GanTransformer>> Restorers { get; } =
        new Dictionary<string, Func<StateReader, RestoreContext, GanTransformer>>
        {
        };
}
