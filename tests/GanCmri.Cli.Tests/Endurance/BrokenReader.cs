namespace GanCmri.Cli.Tests.Endurance;

/// <summary>A kind of file from outside: whole examples, how to break them, and what reads them.</summary>
/// <param name="Name">Its name, e.g. "nifti".</param>
/// <param name="File">Name of the broken file in its folder.</param>
/// <param name="Examples">Whole files; made once.</param>
/// <param name="Break">A whole file broken.</param>
/// <param name="Read">Reads the broken file to its end; a path.</param>
internal sealed record BrokenReader(
    string Name,
    string File,
    Func<IReadOnlyList<byte[]>> Examples,
    Func<byte[], Random, byte[]> Break,
    Action<string> Read
)
{
    /// <summary>Writes what lies beside the broken file; a folder.</summary>
    public Action<string> Beside { get; init; } = _ => { };

    /// <summary>Whether it is a user's own list of files, which may lie anywhere.</summary>
    public bool MayNameFilesAnywhere { get; init; }
}
