namespace GanCmri.Tests.Phenotypes;

/// <summary>What the page of phenotypes says of columns that are none, and of flags.</summary>
internal static class PhenotypesPageFlags
{
    public const string Text = """

        ## Columns beside the phenotypes

        Whose a row is: `subject`, `study` (where a subject has several, else empty), `series` (the source's own name of the cine, where it
        gives one), `slice` (its place in the stack, from 0; of pictures, the number that their table or the group `slice` of
        `--subject-pattern` tells) and, where a picture says that a generator made it, `source` (`synthetic` or `real`). In the table of
        frames (`measure --out`) `frame` is the frame's name, `frame_number` its number in its cine from 0, `phase` what the source says of
        it (`ED`, `ES` or empty), and `time_ms` the time after the R wave. In that of cines (`--cines`) `slice_location_mm` is the place
        along the stack (empty where it is not told), `frames` how many there are, `measured_frames` in how many of them a cavity was found,
        and `ed_frame_number` and `es_frame_number` the numbers (`frame_number`) of those with the largest and the smallest. In that of
        subjects (`--subjects`) `slices` is how many show a cavity in some frame, without those of an atrium (`atrium_slices`), which the
        sums of `--out` still hold; `slice_distance_mm` is how far apart they lie. Slices and their distance are of end-diastole where that
        is a stack of its own, and an atrium's of both stacks. In that of walls (`--segments`) `level` is the third of the ventricle,
        `basal`, `mid` or `apical`, or empty where no stack tells. With `--judge`, names that end in `_judged` are what another network
        sees.

        With `--labels`, names that end in `_labelled` are of the label maps beside the images, by the same rule, but that every outlined
        slice counts: volumes (of NIfTI, as other label maps tell no places of slices), and where the maps outline the whole myocardium and
        the right ventricle (the one number beside those of cavity and myocardium, apart from the cavity), mass and RV. Where a number may
        be scar, there is neither. ED and ES are the frames that the source calls so, else the labelled ones of the largest and the smallest
        volume, of those in which half as many slices are outlined as in the fullest, or more; of a single labelled frame of a cine somebody
        must say which it is. A slice without a label counts as one without a cavity.

        ## Slices in volumes

        Columns `in_edv` and `in_esv` of the table of cines say whether a slice counts in its study's left ventricle; they are empty where a
        stopped run has not measured the study whole.

        | word | the slice |
        |---|---|
        | `Counted` | counts: its area at ED (`in_edv`) or ES (`in_esv`) is in the volume |
        | `NoCavity` | shows no cavity at that phase, as a slice at the base may that is seen at ED alone |
        | `Atrium` | is left out: at the base, and larger at ES than at ED or seen at ES alone |
        | `OtherStack` | is of another stack than the one that gives this volume |
        | `NoVolume` | is of a study that has no such volume; `flags` of the subject say why |

        ## Flags

        All words that column `flags` may hold; several are separated by blanks, and an empty cell is no doubt. A cine has those of all its
        frames, too.

        | of a frame | when |
        |---|---|
        | `NoCavity` | no cavity of the left ventricle was found: nothing is measured |
        | `TouchesBorder` | the cavity reaches the border of the picture |
        | `Uncertain` | `uncertainty` is above 0.1: the expected Dice coefficient is below 0.9 |
        | `SeveralRegions` | another region, with at least a quarter of the cavity's weight, was dropped |
        | `ImplausibleChange` | from both neighbours the area differs by > 30 % of the largest, or the centre by > 10 mm (8 frames on) |
        | `NotConvex` | the cavity fills less than 0.95 of its convex hull, as 6 of 1,429 outlined by hand: it leaks, or two run into one |
        | `NetworksDiffer` | with `--judge`: another network's cavity is more than a fifth larger or smaller, or one of both sees none |

        | of a cine | when |
        |---|---|
        | `NoPixelSize` | the source tells no pixel size, or one that cannot be: nothing in mm |
        | `NoTimes` | no rising times, or a beat above 4 s or below 0.2 s (0.02 s with fewer than five frames): no rates, no time to ES |
        | `OnePhase` | one frame: no ES, no FAC |
        | `FramesDiffer` | the frames do not resemble each other, so are hardly one cine: no ES, no FAC |
        | `SliceRepeated` | another slice of the stack has the same pixels in every phase: one of the two places is wrong |
        | `NotShortAxis` | the plane lies more than 60 degrees from where short axes lie: a long-axis view, perhaps |

        | of a subject | when |
        |---|---|
        | `FewSlices` | fewer than three slices with a cavity: no volume |
        | `NoSlicePlaces` | the place of a slice is not told: no volume |
        | `NoPixelSize` | the pixel size of a slice is not told: no volume |
        | `SliceRepeated` | two slices with a cavity lie less than 0.1 mm apart, or have the same pixels: no volume |
        | `SliceGap` | a distance between slices with a cavity differs by over a tenth from their median: no volume |
        | `PhasesDiffer` | slices have different numbers of frames: no volume |
        | `NoWholeFrame` | in every frame a slice within the stack shows no cavity: no volume |
        | `OnePhase` | one phase: EDV alone (ESV where labelled ES), no EF; why the other has no volume stands behind |
        | `NoChange` | nothing moves, or only one frame is whole: no ESV; or the ES stack is not smaller: no EF |
        | `DoubtfulSlices` | outlines with flags of a frame make more than 5 % of EDV or ESV |
        | `StrokeVolumesDiffer` | the two ventricles' stroke volumes differ by more than 30 % of their mean |
        | `EndsBeforeApex` | the last slice towards the apex has more than half the area of the largest at ED |
        | `EndsBeforeBase` | the last slice at the base is the largest at ED and smaller, but there, at ES |
        | `NotShortAxis` | its slices have this flag, and no other stack gives volumes |

        """;
}
