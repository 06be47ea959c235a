using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Outlined frames to train a segmenter on, and those of other subjects to test it.</summary>
/// <param name="Training">Frames to train on.</param>
/// <param name="HeldOut">Frames to test on; empty where nothing is held out.</param>
internal sealed record OutlinedSplit(IReadOnlyList<LabelledFrame> Training, IReadOnlyList<LabelledFrame> HeldOut)
{
    /// <summary>What is held out, in words: "none", a fold or a source.</summary>
    public string HoldsOut { get; private init; } = "none";

    /// <summary>Digest of the training subjects' names: a model tells by it which split it was trained on.</summary>
    public string SubjectsDigest =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join('\n', Training.Select(f => f.Person).Distinct().Select(p => p.Name).Order(StringComparer.Ordinal))
                )
            )
        )[..16];

    /// <summary>Digest of all that the training frames hold: pictures, outlines, whose they are and how large.</summary>
    public string FramesDigest
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var frame in Training)
            {
                hash.AppendData(
                    Encoding.UTF8.GetBytes(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{frame.Source}\n{frame.Subject}\n{frame.Group}\n{frame.Phase}\n{frame.Slice}\n"
                                + $"{frame.Spacing?.RowMm}\n{frame.Spacing?.ColumnMm}\n{frame.ExcessPx}\n"
                        )
                    )
                );
                hash.AppendData(MemoryMarshal.AsBytes<float>(frame.Image.Pixels));
                foreach (var mask in new[] { frame.Cavity, frame.Epicardium, frame.RightCavity })
                    hash.AppendData(mask is null ? [2] : MemoryMarshal.AsBytes<bool>(mask.Inside)); // 2: not outlined
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>Holds out one source as a whole.</summary>
    /// <exception cref="InputException">There is no such source.</exception>
    public static OutlinedSplit LeaveOut(IReadOnlyList<LabelledFrame> frames, string source)
    {
        string[] sources = [.. frames.Select(f => f.Source).Distinct()];
        return sources.Contains(source)
            ? By(frames, f => f.Source == source, $"source {source}")
            : throw new InputException("--leave-out", string.Join(", ", sources), source, "name one of them");
    }

    /// <summary>Holds out one fold of the subjects.</summary>
    /// <param name="frames">All frames.</param>
    /// <param name="fold">The fold, from 0.</param>
    /// <param name="folds">How many there are, at least 2 and at most one for each subject.</param>
    /// <param name="seed">Seed of the folds.</param>
    /// <exception cref="InputException">One of the numbers is out of range.</exception>
    public static OutlinedSplit Fold(IReadOnlyList<LabelledFrame> frames, int fold, int folds, int seed)
    {
        var subjects = frames.Select(f => f.Person).Distinct().Count();
        if (folds < 2 || folds > subjects)
            throw new InputException("--folds", $"2 to {subjects} (the number of subjects)", Text(folds), "give another number");
        if (fold < 0 || fold >= folds)
            throw new InputException("--fold", $"0 to {Text(folds - 1)}", Text(fold), "give another fold");
        var held = SubjectFolds.Split(frames, folds, seed)[fold];
        return By(frames, f => held.Contains(f.Person), $"fold {Text(fold)} of {Text(folds)}, seed {Text(seed)}");
    }

    private static OutlinedSplit By(IReadOnlyList<LabelledFrame> frames, Func<LabelledFrame, bool> isHeldOut, string told) =>
        new([.. frames.Where(f => !isHeldOut(f))], [.. frames.Where(isHeldOut)]) { HoldsOut = told };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
