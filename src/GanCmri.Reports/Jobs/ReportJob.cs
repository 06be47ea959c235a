using System.Text.RegularExpressions;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Jobs;

/// <summary>One job of a batch: a real cine or a synthetic heart, guided and measured.</summary>
/// <param name="Name">Its name in files and tables; safe as a file name, no patient's name or number.</param>
/// <param name="Line">Its line in the jobs file, from 1 (the header); or any number that tells jobs apart.</param>
internal sealed partial record ReportJob(string Name, int Line)
{
    internal const int FewestFrames = 2,
        MostFrames = 100;

    /// <summary>What a name must be, as it names a folder too.</summary>
    internal const string NameRule = "1 to 64 letters a-z, digits, '-', '_' or '.', first a letter or digit, not 'row-' or a device name";

    /// <summary>Where the real cine is: DICOM, NIfTI, pictures or a frame store; null for a synthetic heart.</summary>
    public string? Cine { get; init; }

    /// <summary>The folder that every file of <see cref="Cine"/> must lie in; null: anywhere.</summary>
    public string? Within { get; init; }

    /// <summary>The number of the slice of <see cref="Cine"/> to take, from 0; null: the one that <see cref="HeartSlice"/>
    /// chooses.</summary>
    public int? Slice { get; init; }

    /// <summary>The synthetic heart, the one of <c>gancmri generate --seeds</c> at end-diastole; null for a real cine.</summary>
    public uint? Seed { get; init; }

    /// <summary>What is asked for, by the name of a phenotype of <see cref="SteeredPhenotype.All"/>, e.g. "lv_area_mm2"; the others stay as
    /// they are.</summary>
    public IReadOnlyDictionary<string, JobTarget> Targets { get; init; } = new Dictionary<string, JobTarget>();

    /// <summary>How the last cine moves from end-diastole; null: as the real cine does, every frame's own latent is guided. A synthetic
    /// heart has no motion of its own.</summary>
    public MotionKind? Motion { get; init; } = MotionKind.FrameToFrame;

    /// <summary>Frames of each cine, 2 to 100, and no more than a real cine has; null: the real cine's own, or 20.</summary>
    public int? Frames { get; init; }

    /// <summary>Files wanted.</summary>
    public JobOutputs Outputs { get; init; } = JobOutputs.All;

    /// <summary>Whether anything is guided.</summary>
    public bool IsGuided => Targets.Count > 0;

    /// <summary>What is asked of one phenotype; null: it stays as it is.</summary>
    internal JobTarget? Target(SteeredPhenotype phenotype) => Targets.GetValueOrDefault(phenotype.Phenotype.Name);

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    public void Validate()
    {
        List<string> wrong = [];
        if (!IsSafe(Name))
            wrong.Add($"Name is not {NameRule}");
        if (Cine is null == Seed is null)
            wrong.Add("not one of Cine and Seed");
        if (Slice is { } slice && (slice < 0 || Cine is null))
            wrong.Add(FormattableString.Invariant($"Slice {slice} is no slice of a real cine"));
        if (Frames is < FewestFrames or > MostFrames)
            wrong.Add(FormattableString.Invariant($"Frames {Frames} is not from {FewestFrames} to {MostFrames}"));
        foreach (var (name, target) in Targets)
        {
            if (SteeredPhenotype.All.FirstOrDefault(p => p.Phenotype.Name == name) is not { } steered)
                wrong.Add($"'{name}' is none of {string.Join(", ", SteeredPhenotype.All)}");
            else if (!target.IsIn(steered))
                wrong.Add($"{name} {target.Text} is out of range");
        }

        if (Seed is not null && Motion is null)
            wrong.Add("a synthetic heart has no motion of its own");
        if (wrong.Count > 0)
            throw new OptionsException(string.Join("; ", wrong));
    }

    /// <summary>Whether a name is a file name on every system.</summary>
    internal static bool IsSafe(string name) => SafeName().IsMatch(name) && !DeviceName().IsMatch(name);

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?\z")]
    private static partial Regex SafeName();

    [GeneratedRegex(@"^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex DeviceName();
}
