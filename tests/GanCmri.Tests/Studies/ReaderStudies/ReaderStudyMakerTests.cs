using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;
using GanCmri.Studies.ReaderStudies;

namespace GanCmri.Tests.Studies.ReaderStudies;

public sealed class ReaderStudyMakerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Make_Pairs_HaveTheRealOneLeftHalfTheTimeAndNothingTwice()
    {
        var study = Make(StudySources.Pairs(_folder));
        var key = study.Key.GroupBy(r => r.Item).ToArray();
        Assert.Equal(8, key.Length);
        Assert.All(key, item => Assert.Equal(["made", "real"], item.Select(r => r.Source).Order()));
        Assert.Equal(4, study.Key.Count(r => r is { Source: "real", Place: "A" }));
        Assert.Equal(16, study.Key.Select(r => r.Origin).Distinct().Count());
        Assert.Equal(study.Items.SelectMany(i => i.Pictures.Select(p => p.Id)), study.Key.Select(r => r.Picture));
        // A subject each while there are some.
        Assert.Equal(8, study.Key.Where(r => r.Source == "real").Select(r => r.Origin.Split(' ')[0]).Distinct().Count());
        Assert.Empty(_notes);
    }

    [Fact]
    public void Make_SameSeed_IsTheSameStudy_AnotherSeedAnother()
    {
        var options = StudySources.Pairs(_folder);
        var (first, again, other) = (Make(options), Make(options), Make(options with { Seed = 2 }));
        Assert.Equal(ReaderPage.Html(first), ReaderPage.Html(again));
        Assert.Equal(first.Key, again.Key);
        Assert.Empty(first.Key.Select(r => r.Picture).Intersect(other.Key.Select(r => r.Picture)));
        Assert.NotEqual(first.Key.Select(r => r.Origin), other.Key.Select(r => r.Origin));
    }

    [Fact]
    public void Of_OtherPixelsWithTheSameSeed_GiveAnotherOrder()
    {
        // Or else whoever guesses the seed could draw the order again.
        static ReaderStudy Blind(byte grey) =>
            Blinding.Of(
                ReaderTask.Pairs,
                1,
                [
                    .. Enumerable
                        .Range(0, 20)
                        .Select(i => new PlainSet(1, [new PlainPicture("real", $"{i}", [grey]), new PlainPicture("made", $"{i}", [0])])),
                ],
                seed: 1
            );
        var (one, two) = (Blind(10), Blind(11));
        Assert.NotEqual(one.Key.Select(r => r.Origin), two.Key.Select(r => r.Origin));
        Assert.NotEqual(one.Key.Select(r => r.Source), two.Key.Select(r => r.Source));
    }

    [Fact]
    public void Make_RealOfFewerGreyLevels_ShowsNoGaps()
    {
        // 8-bit pictures that use half the scale, beside floats: stretched, they would leave every second grey out.
        for (var i = 0; i < 8; i++)
            PngPictures.SavePng(StudySources.Image(64, i), new GrayRange(-1, 3), _folder.File($"real/P{i}/frame.png"));
        var study = Make(
            new ReaderStudyOptions
            {
                Task = ReaderTask.Pairs,
                Real = _folder.File("real"),
                Synthetic = [new SyntheticFolder("made", StudySources.Array(_folder.File("made.npy"), 8, 64))],
            }
        );
        var pixels = study.Items.SelectMany(i => i.Pictures).Zip(study.Key).ToLookup(p => p.Second.Source, p => p.First.Pixels);
        Assert.InRange(Ratio(p => p.Distinct().Count()), 0.97, 1.03);
        Assert.InRange(Ratio(p => p.Count(v => v == 255)), 0.85, 1.15); // both ends of the scale are as full
        Assert.InRange(Ratio(p => p.Count(v => v == 0)), 0.75, 1.25);

        double Ratio(Func<byte[], int> measure) => pixels["real"].Average(measure) / pixels["made"].Average(measure);
    }

    [Fact]
    public void Make_Ranking_ShowsEveryHeartOnceInAsManyFramesAsTheRealOne()
    {
        var study = Make(StudySources.Ranking(_folder));
        Assert.Equal(4, study.Items.Count);
        Assert.All(study.Items, i => Assert.Equal((5, 3), (i.Frames, i.Pictures.Count)));
        Assert.All(study.Items.SelectMany(i => i.Pictures), p => Assert.Equal(5 * 16 * 16, p.Pixels.Length));
        Assert.Equal(["ed-to-es", "frame-to-frame", "real"], study.Key.Select(r => r.Source).Distinct().Order());
        Assert.Equal(12, study.Key.Select(r => r.Origin).Distinct().Count());
        Assert.All(study.Items.SelectMany(i => i.Pictures), p => Assert.NotEqual(p.Pixels[..256], p.Pixels[512..768])); // it moves
    }

    [Fact]
    public void Make_CinesOfSeveralLengths_AreBroughtToTheShortestAndTold()
    {
        var study = Make(
            new ReaderStudyOptions
            {
                Task = ReaderTask.Ranking,
                Real = StudySources.Store(_folder.File("real"), 3, 8),
                Items = 3,
                Synthetic =
                [
                    new SyntheticFolder("a", StudySources.Store(_folder.File("a"), 3, 6)),
                    new SyntheticFolder("b", StudySources.Store(_folder.File("b"), 3, 8)),
                ],
            }
        );
        Assert.All(study.Items.SelectMany(i => i.Pictures), p => Assert.Equal(6 * 256, p.Pixels.Length));
        Assert.Contains("3 sets", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Make_SourcesOfTwoSizes_AreBroughtToTheSmallerOneAndTold()
    {
        var options = StudySources.Pairs(_folder) with
        {
            Synthetic = [new SyntheticFolder("made", StudySources.Array(_folder.File("large.npy"), 10, 32))],
        };
        Assert.All(Make(options).Items.SelectMany(i => i.Pictures), p => Assert.Equal(256, p.Pixels.Length));
        Assert.Contains("16 to 32", Assert.Single(_notes), StringComparison.Ordinal);
        Assert.Contains("blur", Assert.Throws<InputException>(() => Make(options with { Side = 32 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_WhatCannotBeAsked_IsToldInOneLine()
    {
        var options = StudySources.Pairs(_folder);
        var made = options.Synthetic[0];
        foreach (
            var (wrong, word) in new[]
            {
                (options with { Synthetic = [] }, "--seeds"),
                (options with { Synthetic = [made, made with { Name = "other" }] }, "ranking"),
                (options with { Synthetic = [made with { Name = "real" }] }, "name"),
                (options with { Items = 11 }, "made.npy"),
                (options with { Items = 1 }, "--items"),
                (options with { Task = ReaderTask.Ranking }, "cines"),
            }
        )
            Assert.Contains(word, Assert.Throws<InputException>(() => Make(wrong)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_MorePicturesThanSubjects_IsTold()
    {
        Make(
            StudySources.Pairs(_folder) with
            {
                Real = StudySources.Store(_folder.File("few"), 4, 3),
                Synthetic = [new SyntheticFolder("loose", StudySources.Store(_folder.File("loose"), 1, 8))],
            }
        );
        Assert.Equal("8 real items are of 4 subjects: readers may recognise them", Assert.Single(_notes));
    }

    private ReaderStudy Make(ReaderStudyOptions options) => ReaderStudyMaker.Make(options, _notes.Add);
}
