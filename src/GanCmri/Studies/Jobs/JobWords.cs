using GanCmri.Trajectories;

namespace GanCmri.Studies.Jobs;

/// <summary>The words that jobs files and reports use for motions and outputs.</summary>
internal static class JobWords
{
    /// <summary>The word for a real cine's own motion, which is no trajectory.</summary>
    public const string Own = "own";

    public static IReadOnlyDictionary<string, JobOutputs> Outputs { get; } = new Dictionary<string, JobOutputs>
    {
        ["gif"] = JobOutputs.Gif, ["curve"] = JobOutputs.Curve, ["numbers"] = JobOutputs.Numbers, ["thumbnail"] = JobOutputs.Thumbnail,
    };

    public static string Of(MotionKind? motion) => motion?.Word() ?? Own;
}
