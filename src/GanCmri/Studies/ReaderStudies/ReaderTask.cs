namespace GanCmri.Studies.ReaderStudies;

/// <summary>What readers are asked.</summary>
internal enum ReaderTask
{
    /// <summary>Two pictures, one of them real: which? (Two-alternative forced choice.)</summary>
    Pairs,

    /// <summary>Several videos, one of them real: order them, the most real first.</summary>
    Ranking,
}
