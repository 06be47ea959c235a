namespace GanCmri.Studies.Jobs;

/// <summary>The words that jobs files and reports use for motions and outputs.</summary>
internal static class JobWords
{
    public static IReadOnlyDictionary<string, JobMotion> Motions { get; } = new Dictionary<string, JobMotion>
    {
        ["periodic"] = JobMotion.Periodic, ["frame-to-frame"] = JobMotion.FrameToFrame, ["ed-to-es"] = JobMotion.EdToEs, ["own"] = JobMotion.Own,
    };

    public static IReadOnlyDictionary<string, JobOutputs> Outputs { get; } = new Dictionary<string, JobOutputs>
    {
        ["gif"] = JobOutputs.Gif, ["curve"] = JobOutputs.Curve, ["numbers"] = JobOutputs.Numbers, ["thumbnail"] = JobOutputs.Thumbnail,
    };

    public static string Of(JobMotion motion) => Motions.First(m => m.Value == motion).Key;
}
