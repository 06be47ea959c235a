using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Nifti;

public class NiftiTimeAxisTests
{
    [Fact]
    public void Read_SlicesAndPhasesExchanged_IsRefused()
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter { Sizes = [24, 24, 6, 4], Value = (x, y, z, t) => Pixel(x, y, slice: t, phase: z) }.Write(folder.File("P1.nii"));
        Assert.Contains(
            "the other way round",
            Assert.Throws<InputException>(() => CineReader.Read(folder.Path)).Message,
            StringComparison.Ordinal
        );
        new NiftiWriter { Sizes = [24, 24, 4, 6], Value = (x, y, z, t) => Pixel(x, y, slice: z, phase: t) }.Write(folder.File("P1.nii"));
        Assert.Equal(4, CineReader.Read(folder.Path).Count);
    }

    [Fact]
    public void Read_PhasesOfOneSliceAlongTheThirdAxis_IsRefused()
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter { Sizes = [24, 24, 12, 1], Value = (x, y, z, _) => Pixel(x, y, slice: 1, phase: z) }.Write(folder.File("P1.nii"));
        Assert.Contains(
            "[x, y, 1, phase]",
            Assert.Throws<InputException>(() => CineReader.Read(folder.Path)).Message,
            StringComparison.Ordinal
        );
        new NiftiWriter { Sizes = [24, 24, 12, 1], Value = (x, y, z, _) => Pixel(x, y, slice: z, phase: 0) }.Write(folder.File("P1.nii"));
        Assert.Equal(12, CineReader.Read(folder.Path).Count);
    }

    [Theory]
    [InlineData(2, -1)]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    public void Read_BlackPhaseOrSlice_TellsNothingOfTheAxes(int phase, int slice)
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter
        {
            Sizes = [24, 24, 4, 6],
            Value = (x, y, z, t) => t == phase || z == slice ? 0 : 500 + 400 * Math.Sin(0.37 * x + 0.05 * z + 0.02 * t),
        }.Write(folder.File("P1.nii"));
        Assert.Equal(4, CineReader.Read(folder.Path).Count);
    }

    [Fact]
    public void Read_SlicesAndPhasesExchanged_IsRefusedDespiteABlackPhase()
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter { Sizes = [24, 24, 6, 4], Value = (x, y, z, t) => z == 2 ? 0 : Pixel(x, y, slice: t, phase: z) }.Write(
            folder.File("P1.nii")
        );
        Assert.Throws<InputException>(() => CineReader.Read(folder.Path));
    }

    // Each slice its own pattern; a phase changes it a little.
    private static double Pixel(int x, int y, int slice, int phase) =>
        500 + 400 * Math.Sin((1 + slice) * 0.37 * x + 0.53 * y * slice + 0.02 * phase);
}
