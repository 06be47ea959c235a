namespace GanCmri.Phenotypes.Fitting;

/// <summary>Where a segmenter's training is kept until it is finished, and what it is of: it goes on with the same only.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Settings">All that the training depends on.</param>
internal sealed record TrainingRecord(string Folder, string Settings)
{
    /// <summary>Beside the segmenter's file.</summary>
    public static TrainingRecord Beside(string output, string settings) => new(output + ".training", settings);

    /// <summary>The state of one of the networks.</summary>
    /// <param name="network">Its name.</param>
    public NetworkCheckpoint Of(string network) => new(Path.Combine(Folder, network), Settings);

    /// <summary>Removes all of it: the segmenter is written.</summary>
    public void Remove()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
