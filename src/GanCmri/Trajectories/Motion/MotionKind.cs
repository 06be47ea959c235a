namespace GanCmri.Trajectories.Motion;

/// <summary>How a cine moves from end-diastole.</summary>
public enum MotionKind
{
    /// <summary>Along a straight line to end-systole and back.</summary>
    EdToEs,

    /// <summary>By a learned transition from each frame to the next.</summary>
    FrameToFrame,

    /// <summary>Along a closed curve.</summary>
    Periodic,
}

/// <summary>The words for motions in files, tables and on the command line, the same everywhere.</summary>
public static class MotionWords
{
    /// <summary>ed-to-es, frame-to-frame and periodic.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<MotionKind>().Select(Word)];

    /// <summary>The word of a motion, e.g. "ed-to-es".</summary>
    public static string Word(this MotionKind kind) =>
        kind switch
        {
            MotionKind.EdToEs => "ed-to-es",
            MotionKind.FrameToFrame => "frame-to-frame",
            MotionKind.Periodic => "periodic",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>As a sentence has it, e.g. "ED-to-ES".</summary>
    public static string Title(this MotionKind kind) => kind == MotionKind.EdToEs ? "ED-to-ES" : kind.Word();

    /// <summary>The motion of a word, also of the ed-es and frame of earlier files; null if it is none.</summary>
    public static MotionKind? Parse(string word) =>
        word switch
        {
            "ed-to-es" or "ed-es" => MotionKind.EdToEs,
            "frame-to-frame" or "frame" => MotionKind.FrameToFrame,
            "periodic" => MotionKind.Periodic,
            _ => null,
        };
}
