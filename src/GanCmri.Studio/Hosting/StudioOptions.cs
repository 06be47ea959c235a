using GanCmri.Runtime;

namespace GanCmri.Studio.Hosting;

/// <summary>Where the studio listens and what it shows.</summary>
internal sealed record StudioOptions
{
    /// <summary>Port of 127.0.0.1; 0: any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Folder with own cines, the only place of the disk that the pages can read; null: none.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Folder for results of jobs and corrected outlines; made if missing, and this studio's alone while it runs.</summary>
    public string OutputFolder { get; init; } = "studio";

    /// <summary>Checks all values.</summary>
    /// <exception cref="InputException">One is wrong.</exception>
    public void Validate()
    {
        if (Port is < 0 or > ushort.MaxValue)
            throw new InputException("--port", $"a number from 0 to {ushort.MaxValue}", $"{Port}", "choose another");
        if (DataFolder is not null && !Directory.Exists(DataFolder))
            throw new InputException(DataFolder, "a folder of cines", "no such folder", "correct the path");
        if (File.Exists(OutputFolder))
            throw new InputException(OutputFolder, "a folder for results", "a file", "choose another --out");
    }
}
