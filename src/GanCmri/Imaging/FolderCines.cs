namespace GanCmri.Imaging;

/// <summary>Cines whose people are named by folders and files.</summary>
/// <param name="Subjects">Whom they are of; looked up when they are asked for.</param>
/// <param name="Stacks">The cines, read as they are needed.</param>
internal sealed record FolderCines(IEnumerable<string> Subjects, IEnumerable<CineStack> Stacks)
{
    /// <summary>No cines.</summary>
    public static FolderCines None { get; } = new([], []);
}
