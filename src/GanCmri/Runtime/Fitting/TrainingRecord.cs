namespace GanCmri.Runtime.Fitting;

/// <summary>Where the training of a file's networks is kept until it is finished, and what it is of.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Settings">All that the training depends on: it goes on with the same only.</param>
internal sealed record TrainingRecord(string Folder, string Settings)
{
    /// <summary>Beside the file that it will be.</summary>
    public static TrainingRecord Beside(string output, string settings) => new(output + ".training", settings);

    /// <summary>The state of one of the networks.</summary>
    /// <param name="network">Its name.</param>
    public NetworkCheckpoint Of(string network) => new(Path.Combine(Folder, network), Settings);

    /// <summary>Removes all of it: the file is written.</summary>
    public void Remove()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
