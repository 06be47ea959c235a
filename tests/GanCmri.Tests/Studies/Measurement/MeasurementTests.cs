using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Measurement;
using GanCmri.Tests.Imaging.Nifti;
using GanCmri.Tests.Phenotypes;
using Measuring = GanCmri.Studies.Measurement.Measurement;

namespace GanCmri.Tests.Studies.Measurement;

[Collection(nameof(TinySegmenter))]
public class MeasurementTests(TinySegmenter tiny)
{
    [Theory]
    [InlineData(0)] // cines before the stop
    [InlineData(1)]
    public void Run_Stopped_WritesATableOnlyOfWhatItMeasured(int cines)
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        foreach (var subject in (string[])["a", "b"])
        {
            Directory.CreateDirectory(folder.File("data/" + subject));
            File.WriteAllBytes(
                folder.File($"data/{subject}/f.png"),
                PngPictures.ToPngBytes(Shapes.Heart(900).Image, new GrayRange(0, 255))
            );
        }

        if (cines == 0)
            stop.Cancel();
        var options = new MeasurementOptions
        {
            Data = folder.File("data"),
            Segmenter = tiny.Segmenter,
            Segmentation = new SegmentationOptions { Views = 1 },
        };
        var files = new MeasurementFiles { Frames = folder.File("p.csv"), Cines = folder.File("c.csv") };
        var run = Record.Exception(() => Measuring.Run(options, files, new StopAtOnce(stop), stop.Token));
        Assert.Equal(cines == 0, run is OperationCanceledException);
        Assert.Equal(cines > 0, File.Exists(files.Frames) && File.Exists(files.Cines));
        if (cines > 0)
            Assert.Equal(1 + cines, File.ReadAllLines(files.Frames).Length);
        else
            Assert.Equal([folder.File("data")], Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData(1, 0, 1)] // cines before the stop, studies with a row, studies left out
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 2, 0)]
    public void Run_Stopped_CountsTheStudiesThatAreNotMeasuredWhole(int cines, int rows, int cut)
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var picture = PngPictures.ToPngBytes(Shapes.Heart(900).Image, new GrayRange(0, 255));
        foreach (var slice in (string[])["a/1", "a/2", "b/1", "b/2"])
        {
            Directory.CreateDirectory(folder.File("data/" + slice));
            File.WriteAllBytes(folder.File($"data/{slice}/f.png"), picture);
        }

        var options = new MeasurementOptions
        {
            Data = folder.File("data"),
            Segmenter = tiny.Segmenter,
            Segmentation = new SegmentationOptions { Views = 1 },
        };
        var files = new MeasurementFiles { Frames = folder.File("p.csv"), Subjects = folder.File("s.csv") };
        var measured = Measuring.Run(options, files, new StopAtOnce(stop, cines), stop.Token);
        Assert.Equal((cines, rows, cut), (measured.Cines.Count(), measured.Volumes().Count, measured.CutStudies));
        Assert.Equal(1 + rows, File.ReadAllLines(files.Subjects).Length);
    }

    [Fact]
    public void Outline_CinesOfEveryKind_TellsHowManyFramesThereAre()
    {
        using var folder = new TemporaryFolder();
        var picture = PngPictures.ToPngBytes(Shapes.Heart(900).Image, new GrayRange(0, 255));
        foreach (var file in (string[])["a/f1.png", "a/f2.png", "list/g.png"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File("data/" + file))!);
            File.WriteAllBytes(folder.File("data/" + file), picture);
        }

        File.WriteAllText(folder.File("data/list/frames.csv"), "patient,image\nb,g.png\n");
        new NiftiWriter { Sizes = [24, 24, 1, 2] }.Write(folder.File("data/c.nii"));
        var told = new List<StageProgress>();
        var options = new MeasurementOptions
        {
            Data = folder.File("data"),
            Segmenter = tiny.Segmenter,
            Segmentation = new SegmentationOptions { Views = 1 },
        };
        Measuring.Outline(options, labelled: false, (_, _, _) => { }, new ProgressRelay(told.Add), CancellationToken.None);
        Assert.Equal([(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)], told.Select(p => ((int)p.Done, (int)p.Total)));
    }

    private sealed class StopAtOnce(CancellationTokenSource stop, int frames = 1) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Done >= frames)
                stop.Cancel();
        }
    }
}
