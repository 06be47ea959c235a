using GanCmri.Imaging;
using GanCmri.Imaging.Store;

namespace GanCmri.Tests.Imaging.Store;

public sealed class PhasePairsTests
{
    private const int Side = 48;

    [Theory]
    [InlineData(6, 0, 4, 1)]
    [InlineData(6, 0, 4, 2)]
    [InlineData(5, 0, 5, 0)]
    [InlineData(4, 1, 5, 0)]
    [InlineData(4, 0, 5, 1)]
    public void SlicesThatLookAlikeAreOneCine(int atEd, int firstEd, int atEs, int firstEs)
    {
        var joined = PhasePairs.Joined([Stack("P1_LVED", atEd, firstEd), Stack("P1_LVES", atEs, firstEs)], new ReadingNotes()).Single();

        var (first, end) = (Math.Min(firstEd, firstEs), Math.Max(firstEd + atEd, firstEs + atEs));
        Assert.Equal(end - first, joined.Series.Count);
        Assert.Equal(Enumerable.Range(0, end - first), joined.Series.Select(s => s.Slice));
        Assert.Equal(["P1_LVED.nii", "P1_LVES.nii"], joined.Files);
        foreach (var (i, series) in joined.Series.Index())
        {
            string[] expected =
            [
                .. i + first >= firstEd && i + first < firstEd + atEd ? ["ED"] : Array.Empty<string>(),
                .. i + first >= firstEs && i + first < firstEs + atEs ? ["ES"] : Array.Empty<string>(),
            ];
            Assert.Equal(expected, series.Frames.Select(f => f.Phase));
            Assert.All(series.Frames, f => Assert.EndsWith($"-{i + first}", f.Name));
        }
    }

    [Fact]
    public void AcdcsTwoFramesAreOneHeart()
    {
        var joined = PhasePairs.Joined(
            [Stack("patient001_frame01", 3, 0, "ED"), Stack("patient001_frame12", 3, 0, "ES")],
            new ReadingNotes()
        );

        Assert.All(joined.Single().Series, s => Assert.Equal(2, s.Frames.Count));
    }

    [Fact]
    public void OutlinesOfTheTwoVentriclesStayApart()
    {
        var joined = PhasePairs
            .Joined([Stack("P1_LVED", 4, 0), Stack("P1_LVES", 3, 1), Stack("P1_RVED", 4, 0), Stack("P1_RVES", 4, 0)], new ReadingNotes())
            .ToArray();

        Assert.Equal([4, 4], joined.Select(s => s.Series.Count));
        Assert.Equal([3, 4], joined.Select(s => s.Series.Count(slice => slice.Frames.Count == 2)));
    }

    [Fact]
    public void WhatIsNoPairStaysAsItIs()
    {
        CineStack[] stacks =
        [
            Stack("P1_LVED", 3, 0),
            Stack("P2_LVES", 3, 0), // of another subject
            Stack("P3_LVED", 3, 0),
            Stack("P3_LVES", 3, 0, side: 32), // of another size
            Stack("P4_LVES", 3, 0), // without end-diastole
            Stack("P5_sa", 3, 0, phase: ""), // of no phase
        ];

        var notes = new ReadingNotes();
        Assert.Equal(stacks, PhasePairs.Joined(stacks, notes));
        Assert.Equal(["end-diastole and end-systole not joined, of other image sizes or pixel spacings: 1 pair"], notes.Lines);
    }

    [Fact]
    public void ShiftsAndExchangedFilesAreTold()
    {
        var notes = new ReadingNotes();
        CineStack Drawn(CineStack stack, int area) =>
            stack with
            {
                Series =
                [
                    .. stack.Series.Select(s =>
                        s with
                        {
                            Frames =
                            [
                                .. s.Frames.Select(f =>
                                    f with
                                    {
                                        LvCavity = new Mask(1, 8, [.. Enumerable.Range(0, 8).Select(i => i < area)]),
                                    }
                                ),
                            ],
                        }
                    ),
                ],
            };

        _ = PhasePairs
            .Joined(
                [
                    Drawn(Stack("P1_LVED", 6, 0), 3),
                    Drawn(Stack("P1_LVES", 4, 1), 5),
                    Drawn(Stack("P2_LVED", 5, 0), 5),
                    Drawn(Stack("P2_LVES", 5, 0), 3),
                ],
                notes
            )
            .ToArray();

        Assert.Equal(
            [
                "end-diastole and end-systole joined to cines of two frames: 2 pairs",
                "of these, shifted by whole slices to where pictures are most alike: 1 pair",
                "of these, the drawn cavity is larger at end-systole: are the files exchanged?: 1 pair",
            ],
            notes.Lines
        );
    }

    private static CineStack Stack(string name, int slices, int first, string? phase = null, int side = Side)
    {
        var told = phase ?? name[^2..];
        return new CineStack(
            name[..2],
            "NIfTI",
            [name + ".nii"],
            [
                .. Enumerable
                    .Range(0, slices)
                    .Select(i => new CineSeries(
                        name[..2],
                        i,
                        8 * i,
                        new PixelSpacing(1.4, 1.4),
                        [new CineFrame(Picture(first + i, told, side), double.NaN, $"{name}-{first + i}") { Phase = told }]
                    )
                    {
                        Name = name,
                    }),
            ]
        );
    }

    // A chest that changes slowly from slice to slice, and a cavity that is smaller at end-systole.
    private static GrayImage Picture(int place, string phase, int side)
    {
        var pixels = new float[side * side];
        var cavity = (phase == "ES" ? 0.1 : 0.15) * side;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var chest = Math.Sin(0.2 * x + 0.5 * place) + Math.Cos(0.15 * y - 0.4 * place);
                pixels[y * side + x] = (float)chest + (Math.Pow(x - side / 2, 2) + Math.Pow(y - side / 2, 2) < cavity * cavity ? 2 : 0);
            }
        }

        return new GrayImage(side, side, pixels);
    }
}
