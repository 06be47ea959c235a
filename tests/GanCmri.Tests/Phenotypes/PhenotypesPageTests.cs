using System.Globalization;
using System.Runtime.CompilerServices;
using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

public class PhenotypesPageTests
{
    private const string Head = """
        # Phenotypes

        Every phenotype that can be measured, guided, or related to others. This page is written by a test from `PhenotypeRegistry`, so it
        is never out of date.

        The name stands in CSV, YAML and on the command line, the column in ML.NET; one follows from the other. Wherever a phenotype is
        named, any spelling is understood (`lv_area_mm2`, `LvAreaMm2`, `LV area (mm2)`), and the other names below. A new phenotype is one
        line in `src/GanCmri/Phenotypes/PhenotypeRegistry.cs`, besides the code that measures it.

        The sphericity index here is that of a short-axis slice: short over long axis of the cavity's ellipse, so it says how round a slice
        is. It is not the index of the four-chamber view (width over length of the ventricle) that some publications call by the same name.
        Papillary muscles and trabeculae belong to the cavity, as in most manual outlines. Volumes take ED and ES once for the whole stack:
        the frames with the largest and smallest sum of areas.

        A slice at the base that is larger at ES than at ED, or seen at ES alone, shows the left atrium, which fills then: it is left
        out of the left ventricle's volumes and mass. In the right ventricle's it counts, as every slice does: what is outlined there is
        its outflow, and without that slice there would be a hole between the slices below and above.

        `measure --subjects` and `stack` name these frames in `ed_frame_number` and `es_frame_number`, counted from 0: they are the numbers
        that column `frame_number` of the frames has (of a frame store that left repeated frames out, numbers are missing; where its slices
        number the frame that was taken differently, the cell is empty, and a note counts such studies; in C# `StackMeasures.EdFrame` and
        `EsFrame` are places among the frames there are). `es_frame_number` is empty (-1) where there is no ES: at one phase, or where
        nothing changes. Where the source gives ED and ES as stacks of their own (NIfTI files `P1_ED` and `P1_ES`, or
        `P1_LVED` and `P1_LVES`), they are one heart: EDV, mass and RVEDV are of the one, ESV and RVESV of the other, each summed over its
        own slices, and both numbers are 0, each in its own stack. As each has one frame, neither a slice of the atrium nor `EndsBeforeBase`
        is noticed there. Of a stack labelled ES alone, `ed_frame_number` (-1) and EDV are empty. Column `flags` says what to doubt in
        volumes (all words are listed [below](#flags)):

        - `DoubtfulSlices`: outlines with flags of their own make more than 5 % of EDV or ESV.
        - `StrokeVolumesDiffer`: the two ventricles' stroke volumes differ by more than 30 % of their mean. Without a leaking valve or a
          shunt they are equal but for the error of measuring: between two scans of one heart RVEDV varies by 6.2 % and RVEF by 8.3 %
          (Grothues et al., Am Heart J 147:218, 2004), so RVSV by 10 %, and LVSV by less; the difference of two such values stays below 29
          % in 95 of 100 hearts. Of 40 synthetic hearts of sax128 (`stack --seeds 0-39 --frames 12 --fac 50`) 21 carry it: nothing makes
          their ventricles eject alike.
        - `EndsBeforeApex`: the last slice that was scanned towards the apex has more than half the area of the largest at ED. Whole stacks
          outlined by hand (44 children) end with 0.40 of it at most; with slices at their apex left out, all that lack a tenth of EDV or
          more are noticed.
        - `EndsBeforeBase`: the last slice that was scanned at the base is the largest at ED, and smaller but there at ES, so it is neither
          an atrium nor the base itself. In the same whole stacks it has 0.93 of the largest at most. Many short stacks are not noticed, as
          areas do not tell the base for sure: 21 of 37 that lack 20 to 30 % of EDV there are, and 37 of 38 that lack more than 40 %.

        """;

    private const string Tail = """

        ## Of a slice of a synthetic heart

        `slices.csv` of `stack` has a row a slice, counted from 0 at the base: `source` (synthetic), `seed`, `slice`, and

        - `position`, 0 at the base to 1 at the apex, and `location_mm`, mm from the base.
        - `ed_area_mm2`, `es_area_mm2`: LV area at the heart's ED and ES, the same frames in all slices. Their sums times the distance of
          slices are `lv_edv_ml` and `lv_esv_ml` of `volumes.csv`. Empty where a slice adds nothing (no cavity, or an atrium, which volumes
          leave out), and where the heart has no such volume.
        - `lv_fac_percent`: the slice's own, of its largest and its smallest frame, which may be others.

        """;

    /// <summary>Set the variable GANCMRI_WRITE_DOCS to write the page instead of comparing it.</summary>
    [Fact]
    public void Write_OfTheRegistry_IsThePageInDocs()
    {
        var path = Page();
        if (Environment.GetEnvironmentVariable("GANCMRI_WRITE_DOCS") is not null)
            File.WriteAllText(path, Write());
        Assert.Equal(Write(), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Page_Flags_AreAllThere()
    {
        var flags = Enum.GetNames<QualityFlags>().Where(f => f != nameof(QualityFlags.None));
        var expected = flags.Concat(Words(typeof(CineDoubts))).Concat(Words(typeof(VolumeDoubts))).ToHashSet();
        var page = File.ReadAllLines(Page()).SkipWhile(l => l != "## Flags").Where(l => l.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(expected.Order(), page.Select(l => l.Split('`')[1]).Distinct().Order());
        IEnumerable<string> Words(Type type) => type.GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);
    }

    private static string Write() =>
        (
            Head
            + string.Concat(
                Section("Of a frame", PhenotypeRegistry.Frame),
                Section("Of a cine", PhenotypeRegistry.Cine),
                Section("Of a subject", PhenotypeRegistry.Subject)
            )
            + PhenotypesPageFlags.Text
            + Tail
        ).ReplaceLineEndings("\n");

    private static string Section(string title, IEnumerable<Phenotype> phenotypes) =>
        $"""

            ## {title}

            | name | ML.NET column | what it is | unit | plausible range | other names |
            |---|---|---|---|---|---|
            {string.Join('\n', phenotypes.Select(Row))}

            """;

    private static string Row(Phenotype p) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| `{p.Name}` | `{p.Column}` | {p.Meaning} | {p.Unit} | {p.Least} to {p.Most} | {string.Join(", ", p.Aliases)} |"
        );

    private static string Page([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "phenotypes.md"));
}
