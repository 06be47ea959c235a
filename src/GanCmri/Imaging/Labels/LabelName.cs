using System.Text.RegularExpressions;

namespace GanCmri.Imaging.Labels;

/// <summary>What a file's name says of label maps: "patient001_frame01_gt", "seg_sa_ED", "label_sa_ED", "Sbj01_LVED_mask", or any name in a
/// folder "labelsTr".</summary>
/// <param name="Key">The name without the words of label maps, lower case, "_" between words: that of the picture it belongs to.</param>
/// <param name="IsLabel">Whether the name or its folder has such a word.</param>
/// <param name="IsManual">Whether it speaks of truth rather than of a segmentation, which may be a computer's.</param>
/// <param name="IsRightVentricle">Whether it names the right ventricle.</param>
internal sealed partial record LabelName(string Key, bool IsLabel, bool IsManual, bool IsRightVentricle)
{
    /// <summary>Reads a name.</summary>
    /// <param name="stem">The file's name without ending.</param>
    /// <param name="folder">The folder it lies in, full path.</param>
    public static LabelName Of(string stem, string folder)
    {
        var words = Word().Matches(stem).Select(m => m.Value.ToLowerInvariant()).ToArray();
        var inFolder = Word().Matches(Path.GetFileName(folder)).Select(m => m.Value.ToLowerInvariant()).Any(w => Label().IsMatch(w));
        if (words.Length > 1 && words[^1] == "0000")
            words = words[..^1]; // nnU-Net's channel
        return new LabelName(
            string.Join('_', words.Where(w => !Label().IsMatch(w))),
            inFolder || words.Any(w => Label().IsMatch(w)),
            words.Any(w => Label().IsMatch(w) && !Computed().IsMatch(w)),
            words.Any(w => RightVentricle().IsMatch(w))
        );
    }

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex(
        "^(gt|groundtruth|truth|manual|seg|segs|seg4d|segm|segmentations?|labels?|labelmap|labels?t[rs]|masks?|annotations?|contours?|"
            + "dseg|probseg|pred|preds|predictions?|prob|probs|probabilit(y|ies)|softmax|heatmaps?)$"
    )]
    private static partial Regex Label();

    [GeneratedRegex("^(seg|dseg|pred|prob|softmax|heatmap)")]
    private static partial Regex Computed();

    [GeneratedRegex("^rv(ed|es)?$")]
    private static partial Regex RightVentricle();
}
