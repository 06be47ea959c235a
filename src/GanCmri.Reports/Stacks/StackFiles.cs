using GanCmri.Formats.Tables;
using GanCmri.Imaging;
using GanCmri.Imaging.Nifti;
using GanCmri.Imaging.Pictures;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Stacks;

namespace GanCmri.Reports.Stacks;

/// <summary>Whole synthetic hearts as files: NIfTI stacks, pictures, and tables of volumes and slices.</summary>
internal static class StackFiles
{
    /// <summary>One row a heart, with the columns of <c>gancmri measure --subjects</c> and source.</summary>
    public const string Volumes = "volumes.csv";

    /// <summary>One row a slice, with its areas at the heart's ED and ES: their sums times the distance are the volumes.</summary>
    public const string Slices = "slices.csv";

    /// <summary>The flag of a heart that does not contract as it was asked to.</summary>
    public const string TargetMissed = Hearts.HeartFiles.TargetMissed;

    private const string Warning = "SYNTHETIC: NOT A PATIENT",
        Yellow = "#f0c800";
    private const int Side = 128;

    /// <summary>Writes the hearts' files as they are made, then the tables.</summary>
    /// <param name="folder">Made if missing.</param>
    /// <param name="hearts">The hearts.</param>
    /// <param name="judged">Whether there are columns of what another network saw in them.</param>
    /// <returns>The volumes.</returns>
    public static IReadOnlyList<StudyVolumes> Write(string folder, IEnumerable<SyntheticStack> hearts, bool judged) =>
        Write(folder, Path.Combine(folder, Volumes), Path.Combine(folder, Slices), hearts, judged);

    /// <summary>The same with tables elsewhere.</summary>
    public static IReadOnlyList<StudyVolumes> Write(
        string folder,
        string volumeTable,
        string sliceTable,
        IEnumerable<SyntheticStack> hearts,
        bool judged
    )
    {
        var volumes = new List<StudyVolumes>();
        var slices = new List<SliceRow>();
        foreach (var heart in hearts)
        {
            AtomicFile.WriteBytes(NiftiOf(folder, heart.Seed), Nifti(heart));
            AtomicFile.WriteBytes(PictureOf(folder, heart.Seed), Picture(heart));
            volumes.Add(new StudyVolumes(Name(heart.Seed), "", heart.Volumes, Doubts(heart)) { IsSynthetic = true, Judged = heart.Judged });
            slices.AddRange(SliceRow.Of(heart));
        }

        PhenotypeTables.WriteSubjects(volumeTable, volumes, hasSource: true, v => v.IsSynthetic, judged);
        new TableWriter<SliceRow>()
            .Text("source", _ => "synthetic")
            .Count("seed", r => r.Seed)
            .Count("slice", r => r.Slice)
            .Number("position", r => r.Position)
            .Number("location_mm", r => r.LocationMm)
            .Number("ed_area_mm2", r => r.EdAreaMm2)
            .Number("es_area_mm2", r => r.EsAreaMm2)
            .Number(PhenotypeRegistry.LvFac.Name, r => r.FacPercent)
            .Save(sliceTable, slices);
        return volumes;
    }

    /// <summary>The images of a heart.</summary>
    public static string NiftiOf(string folder, uint seed) => Path.Combine(folder, Name(seed) + "_sa.nii.gz");

    /// <summary>The picture of a heart.</summary>
    public static string PictureOf(string folder, uint seed) => Path.Combine(folder, Name(seed) + ".png");

    private static string Name(uint seed) => $"seed{seed:d4}";

    private static string Doubts(SyntheticStack heart) =>
        string.Join(
            ' ',
            [
                .. heart.Volumes is { } v ? VolumeDoubts.Of(v) : [VolumeDoubts.FewSlices],
                .. heart.MissesTarget ? [TargetMissed] : Array.Empty<string>(),
            ]
        );

    private static byte[] Nifti(SyntheticStack heart) =>
        NiftiCine.Bytes(
            [.. heart.Slices.Select(s => (IReadOnlyList<GrayImage>)[.. s.Select(f => f.Image)])],
            heart.Spacing,
            double.IsFinite(heart.SliceMm) ? heart.SliceMm : 8,
            heart.BeatMs / heart.Slices[0].Count
        );

    // The frames of the largest and, where there is one, of the smallest volume, from base to apex; the first frame where there is none.
    private static byte[] Picture(SyntheticStack heart) =>
        PanelPicture.Png(
            Warning,
            heart.Volumes is not { } v ? [Row(heart, 0, "first frame")]
                : v.EsFrame < 0 ? [Row(heart, v.EdFrame, "ED")]
                : [Row(heart, v.EdFrame, "ED"), Row(heart, v.EsFrame, "ES")],
            Side
        );

    private static Panel[] Row(SyntheticStack heart, int frame, string phase) =>
        [
            .. heart
                .Slices.Select(s => s[frame])
                .Select(
                    (f, i) =>
                        new Panel(
                            i == 0 ? $"base, {phase}"
                                : i == heart.Slices.Count - 1 ? $"apex, {phase}"
                                : $"{i + 1}, {phase}",
                            f.Measures.IsMeasured ? $"{f.Measures.AreaMm2:F0} mm²" : "no cavity",
                            f.Image,
                            [new Contour(f.Cavity, Yellow)]
                        )
                ),
        ];

    // Areas at the heart's ED and ES, so that their sum times the distance is the volume; FAC is the slice's own.
    private sealed record SliceRow(
        uint Seed,
        int Slice,
        double Position,
        double LocationMm,
        double EdAreaMm2,
        double EsAreaMm2,
        double FacPercent
    )
    {
        public static IEnumerable<SliceRow> Of(SyntheticStack heart)
        {
            var volumes = heart.Volumes;
            var (ed, es) = (heart.CountedMm2(volumes?.EdFrame ?? -1), heart.CountedMm2(volumes?.EsFrame ?? -1));
            return heart.Slices.Select(
                (frames, i) =>
                    new SliceRow(
                        heart.Seed,
                        i,
                        i / (heart.Slices.Count - 1.0),
                        i * heart.SliceMm,
                        ed[i],
                        es[i],
                        heart.Beat(frames).FacPercent
                    )
            );
        }
    }
}
