using System.Globalization;
using GanCmri.Imaging;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Runtime;

namespace GanCmri.Tests.Phenotypes.Fitting;

public class OutlinedSplitTests
{
    private static readonly LabelledFrame[] Frames =
    [
        .. Enumerable
            .Range(0, 12)
            .Select(i => Shapes.Heart(1) with { Subject = $"p{i / 2}", Source = i < 8 ? "here" : "there", Epicardium = null }),
    ];

    [Fact]
    public void FramesDigest_TellsAnotherPictureOutlineOrExcess()
    {
        var heart = Shapes.Heart(1);
        string Of(LabelledFrame frame) => new OutlinedSplit([frame], []).FramesDigest;
        Assert.Equal(Of(heart), Of(Shapes.Heart(1)));
        LabelledFrame[] others =
        [
            heart with
            {
                Image = Shapes.Heart(2).Image,
            },
            heart with
            {
                Cavity = Shapes.Heart(2).Cavity,
            },
            heart with
            {
                Epicardium = null,
            },
            heart with
            {
                ExcessPx = 0.3,
            },
        ];
        Assert.All(others, other => Assert.NotEqual(Of(heart), Of(other)));
        var (before, spaced) = (CultureInfo.CurrentCulture, heart with { Spacing = new PixelSpacing(1.25, 1.25) });
        var told = Of(spaced);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(told, Of(spaced));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void LeaveOut_ASource_HoldsOutAllOfItAndNothingElse()
    {
        var split = OutlinedSplit.LeaveOut(Frames, "there");
        Assert.Equal((8, 4), (split.Training.Count, split.HeldOut.Count));
        Assert.All(split.HeldOut, f => Assert.Equal("there", f.Source));
        Assert.Equal("source there", split.HoldsOut);
        var error = Assert.Throws<InputException>(() => OutlinedSplit.LeaveOut(Frames, "elsewhere"));
        Assert.Equal(("--leave-out", "here, there"), (error.Where, error.Expected));
    }

    [Fact]
    public void Fold_EachInTurn_HoldsOutEverySubjectOnce_AndTellsTheSplitsApart()
    {
        OutlinedSplit[] splits = [.. Enumerable.Range(0, 2).Select(fold => OutlinedSplit.Fold(Frames, fold, folds: 2, seed: 1))];
        Assert.Equal(
            Frames.Select(f => f.Subject).Distinct().Order(),
            splits.SelectMany(s => s.HeldOut).Select(f => f.Subject).Distinct().Order()
        );
        Assert.All(splits, s => Assert.Empty(s.Training.Select(f => f.Subject).Intersect(s.HeldOut.Select(f => f.Subject))));
        Assert.NotEqual(splits[0].SubjectsDigest, splits[1].SubjectsDigest);
        Assert.Equal(splits[0].SubjectsDigest, OutlinedSplit.Fold([.. Frames.Reverse()], 0, 2, 1).SubjectsDigest);
    }

    [Fact]
    public void Fold_OneNameInTwoSources_IsTwoPeople()
    {
        // By their groups p0 comes first here and p1 there, so that each fold has one of both names.
        LabelledFrame Person(string source, string subject, string group) =>
            Shapes.Heart(1) with
            {
                Subject = subject,
                Source = source,
                Group = group,
            };
        LabelledFrame[] frames =
        [
            Person("here", "p0", "A"),
            Person("here", "p1", "B"),
            Person("there", "p0", "B"),
            Person("there", "p1", "A"),
        ];
        OutlinedSplit[] splits = [.. Enumerable.Range(0, 2).Select(fold => OutlinedSplit.Fold(frames, fold, folds: 2, seed: 1))];
        Assert.All(splits, s => Assert.Equal((2, 2), (s.Training.Count, s.HeldOut.Count)));
        Assert.Equal(
            frames.Select(f => f.Person),
            splits.SelectMany(s => s.HeldOut).Select(f => f.Person).OrderBy(p => p.Source).ThenBy(p => p.Name)
        );
        Assert.Equal("fold 1 of 2, seed 1", splits[1].HoldsOut);
        Assert.Equal("none", new OutlinedSplit(frames, []).HoldsOut);
    }

    [Theory]
    [InlineData(0, 1, "--folds")]
    [InlineData(0, 7, "--folds")]
    [InlineData(2, 2, "--fold")]
    [InlineData(-1, 2, "--fold")]
    public void Fold_NumberOutOfRange_IsRefusedByItsOption(int fold, int folds, string option) =>
        Assert.Equal(option, Assert.Throws<InputException>(() => OutlinedSplit.Fold(Frames, fold, folds, 1)).Where);
}
