using GanCmri.Imaging;
using GanCmri.Imaging.Hearts;
using GanCmri.Imaging.Phantom;

namespace GanCmri.Tests.Imaging.Phantom;

public class PhantomSubjectTests
{
    private static readonly PhantomOptions Fine = new() { Field = PhantomField.Crop128, Supersampling = 1 };

    [Fact]
    public void Render_Masks_HaveTheTrueAreaAndCentre()
    {
        var truths = Cines(Fine, 12).SelectMany(c => c.Truth.Frames).ToList();
        foreach (var truth in truths)
        {
            // Points of a lattice in a smooth convex outline: the error grows with the root of the perimeter.
            var perimeterPx = 2 * Math.Sqrt(Math.PI * truth.LvAreaPx);
            Assert.InRange(
                truth.LvCavity.Area,
                truth.LvAreaPx - 1.5 * Math.Sqrt(perimeterPx),
                truth.LvAreaPx + 1.5 * Math.Sqrt(perimeterPx)
            );
            var centroid = HeartCentre.OfMasks([truth.LvCavity])!;
            Assert.InRange(centroid.Row, truth.Centre.Row - 0.2, truth.Centre.Row + 0.2);
            Assert.InRange(centroid.Column, truth.Centre.Column - 0.2, truth.Centre.Column + 0.2);
        }

        Assert.InRange(truths.Average(t => t.LvCavity.Area / t.LvAreaPx), 0.998, 1.002);
    }

    [Fact]
    public void Render_Masks_HaveTheTrueSphericity()
    {
        var truths = Cines(Fine, 12).SelectMany(c => c.Truth.Frames).ToList();
        var errors = truths.Select(t => SphericityByMoments(t.LvCavity) - t.SphericityIndex).ToList();
        Assert.All(errors, e => Assert.InRange(e, -0.02, 0.02));
        Assert.InRange(errors.Average(), -0.002, 0.002);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(33)]
    [InlineData(50)]
    public void Render_Truth_ShowsTheChosenPhenotypes(int phases)
    {
        var options = Fine with
        {
            Phases = phases,
            Field = new PhantomField(16, 11),
            HeartRatePerMinute = new PhenotypeDistribution(68, 20),
        };
        foreach (var subject in new PhantomPopulation(options, 2).Subjects(40))
        {
            var truth = subject.Render().Truth;
            var ed = truth.Frames[truth.EdFrame];
            Assert.Equal(0, truth.EdFrame);
            Assert.Equal(subject.Phenotypes.LvAreaMm2, ed.LvAreaMm2, 6);
            Assert.Equal(subject.Phenotypes.SphericityIndex, ed.SphericityIndex, 9);
            Assert.Equal(subject.Phenotypes.WallThicknessMm, ed.WallThicknessMm, 9);
            Assert.Equal(subject.Phenotypes.FractionalAreaChange, truth.FractionalAreaChange, 9);
            Assert.True(truth.Frames[truth.EsFrame].WallThicknessMm > ed.WallThicknessMm, "the wall thickens in systole");
        }
    }

    [Fact]
    public void Render_WithoutNoise_BloodIsBrightAndWallIsDark()
    {
        foreach (var cine in Cines(Fine with { NoiseFraction = 0, Supersampling = 2 }, 12))
        {
            var truth = cine.Truth.Frames[0];
            var image = cine.Series.Frames[0].Image;
            var middle = truth.WallThicknessMm / 2 / 1.37;
            var radius = Math.Sqrt(truth.LvAreaPx / Math.PI);
            double blood = MeanInRing(image, truth.Centre, 0, 0.5 * radius),
                wall = MeanInRing(image, truth.Centre, radius + middle - 0.5, radius + middle + 0.5);
            Assert.True(blood > 1.6 * wall, $"blood {blood:F1}, wall {wall:F1}");
        }
    }

    [Fact]
    public void Render_NoiseInAir_IsRayleigh()
    {
        var options = new PhantomOptions
        {
            Field = PhantomField.Full256,
            Supersampling = 1,
            NoiseFraction = 0.3,
        };
        var still = options with { NoiseFraction = 0 };
        foreach (var index in new[] { 0, 3 })
        {
            var noisy = new PhantomPopulation(options, 4).Subject(index).Render().Series.Frames[0].Image;
            var clean = new PhantomPopulation(still, 4).Subject(index).Render().Series.Frames[0].Image;
            // The first columns of the upper rows lie outside the chest.
            var corner = Enumerable.Range(0, 30 * 30).Select(i => (Row: i / 30 + 2, Column: i % 30 + 2)).ToList();
            Assert.All(corner, p => Assert.True(clean[p.Row, p.Column] < 3));
            double mean = corner.Average(p => noisy[p.Row, p.Column]),
                square = corner.Average(p => Math.Pow(noisy[p.Row, p.Column], 2));
            // Rayleigh: mean / root mean square = sqrt(pi) / 2.
            Assert.InRange(mean / Math.Sqrt(square), 0.866, 0.906);
        }
    }

    [Fact]
    public void Render_Respiration_MovesTheHeartAndNotTheChestWall()
    {
        var held = new PhantomPopulation(new PhantomOptions { NoiseFraction = 0 }, 6).Subject(1).Render();
        var breathing = new PhantomPopulation(new PhantomOptions { NoiseFraction = 0, RespirationMm = 10 }, 6).Subject(1).Render();
        var shift = breathing.Truth.Frames.Zip(held.Truth.Frames, (b, h) => Math.Abs(b.Centre.Row - h.Centre.Row)).Max();
        Assert.InRange(shift, 0.3, 2 * 10 / 2.74);
        Assert.Equal(held.Truth.Frames.Select(f => f.LvAreaMm2), breathing.Truth.Frames.Select(f => f.LvAreaMm2));
        Assert.Equal(held.Series.Frames[0].Image.Pixels[..64], breathing.Series.Frames[10].Image.Pixels[..64]);
    }

    [Fact]
    public void Render_Series_NamesPhasesAndTimes()
    {
        var subject = new PhantomPopulation(new PhantomOptions(), 6).Subject(42);
        var (series, truth) = subject.Render();
        Assert.Equal("phantom-00042", series.Subject);
        Assert.Equal("ED", series.Frames[truth.EdFrame].Phase);
        Assert.Equal("ES", series.Frames[truth.EsFrame].Phase);
        Assert.Equal(2, series.Frames.Count(f => f.Phase.Length > 0));
        Assert.Equal(60_000 / subject.Phenotypes.HeartRatePerMinute / 20, series.Frames[1].TimeMs, 9);
        Assert.Equal(2.74, series.Spacing!.ColumnMm);
        Assert.All(series.Frames, f => Assert.All(f.Image.Pixels, v => Assert.InRange(v, 0, 255)));
    }

    private static IEnumerable<PhantomCine> Cines(PhantomOptions options, int subjects) =>
        new PhantomPopulation(options, 1).Subjects(subjects).Select(s => s.Render());

    private static double SphericityByMoments(Mask mask)
    {
        var points = Enumerable
            .Range(0, mask.Inside.Length)
            .Where(i => mask.Inside[i])
            .Select(i => (X: (double)(i % mask.Width), Y: (double)(i / mask.Width)))
            .ToList();
        double mx = points.Average(p => p.X),
            my = points.Average(p => p.Y);
        double xx = points.Average(p => (p.X - mx) * (p.X - mx)),
            yy = points.Average(p => (p.Y - my) * (p.Y - my)),
            xy = points.Average(p => (p.X - mx) * (p.Y - my));
        double half = (xx + yy) / 2,
            root = Math.Sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
        return Math.Sqrt((half - root) / (half + root));
    }

    private static double MeanInRing(GrayImage image, PhantomPoint centre, double from, double to) =>
        Enumerable
            .Range(0, image.Pixels.Length)
            .Where(i =>
                Math.Sqrt(Math.Pow(i / image.Width - centre.Row, 2) + Math.Pow(i % image.Width - centre.Column, 2)) is var r
                && r >= from
                && r <= to
            )
            .Average(i => image.Pixels[i]);
}
