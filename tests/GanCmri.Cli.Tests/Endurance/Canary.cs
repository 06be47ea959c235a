using System.Globalization;
using System.Text;
using GanCmri.Imaging.Phantom;
using GanCmri.Tests.Imaging.Dicom;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>A made-up person in every header field of DICOM, NIfTI and sidecar; whatever is written or printed must not know her.</summary>
internal static class Canary
{
    public const string Name = "KANARIENVOGEL^ADA",
        Born = "19340517",
        Id = "ZK7741902";
    private const int Side = 64,
        Frames = 20;
    private static readonly string[] Words = ["KANARIENVOGEL", Born, "1934-05-17", Id];

    /// <summary>Writes cines of one heart as DICOM and as NIfTI with a sidecar, under names that tell nobody.</summary>
    public static void Write(string folder)
    {
        var frames = new PhantomPopulation(new PhantomOptions(), 1).Subject(0).Render().Series.Frames;
        int[][] pixels = [.. frames.Select(f => f.Image.Pixels.Select(v => (int)Math.Clamp(v * 8, 0, 4000)).ToArray())];
        for (var i = 0; i < Frames; i++)
        {
            var file = new DicomWriter
            {
                Rows = Side,
                Columns = Side,
                Patient = i % 2 == 0 ? Name : Id,
                BirthDate = Born,
                StudyDate = Born,
                Study = $"1.2.{Id[2..]}.1",
                Series = $"1.2.{Id[2..]}.2",
                Sop = $"1.2.{Id[2..]}.{i + 1}",
                ImageType = $"ORIGINAL\\{Name}",
                Photometric = "MONOCHROME2",
                TriggerMs = 40 * i,
                Instance = i + 1,
                Private = [.. "LO"u8, (byte)Name.Length, 0, .. Encoding.ASCII.GetBytes(Name)],
            };
            Put(folder, FormattableString.Invariant($"dicom/heart/{i:00}.dcm"), file.Bytes(pixels[i]));
        }

        var nifti = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "nifti")).FullName, "heart.nii");
        new NiftiWriter
        {
            Sizes = [Side, Side, 1, Frames],
            Value = (x, y, _, t) => pixels[t][y * Side + x],
            PixDim = [1, 2.7f, 2.7f, 8, 0.04f],
        }.Write(nifti);
        var bytes = File.ReadAllBytes(nifti);
        foreach (
            var (at, length, text) in new[]
            {
                (4, 10, Id),
                (14, 18, Name),
                (148, 80, $"{Name} {Born} {Id}"),
                (228, 24, Name),
                (328, 16, Id),
            }
        )
            Encoding.ASCII.GetBytes(text).AsSpan(0, Math.Min(length - 1, text.Length)).CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(nifti, bytes);
        Put(
            folder,
            "nifti/heart.json",
            Encoding.UTF8.GetBytes(
                $$"""
                {"PatientName": "{{Name}}", "PatientID": "{{Id}}", "PatientBirthDate": "{{Born}}", "slices": [{"slice": 0,
                "slice_location": 1, "patient": "{{Name}}",
                "trigger_time_ms": [{{string.Join(',', Enumerable.Range(0, Frames).Select(i => 40 * i))}}]}]}
                """
            )
        );
        Put(
            folder,
            "broken/heart/1.dcm",
            new DicomWriter
            {
                Patient = Name,
                BirthDate = Born,
                Photometric = "RGB",
                Samples = 3,
            }.Bytes(pixels[0])
        );
        Put(folder, "broken/heart.json", Encoding.UTF8.GetBytes($"{{\"slices\": \"{Name}\"}}"));
        File.Copy(nifti, Path.Combine(folder, "broken", "heart.nii"));
    }

    /// <summary>Where she is found: in names or contents of files, or in a text.</summary>
    /// <param name="folder">All that was written.</param>
    /// <param name="printed">All that was printed.</param>
    /// <param name="tables">Whether tables may hold her, as they tell whom a row is of.</param>
    public static IEnumerable<string> Found(string folder, string printed, bool tables = false)
    {
        foreach (var line in printed.Split('\n').Where(Knows))
            yield return $"on the screen: {line}";
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, file);
            if (Knows(name) || (!(tables && IsTable(name)) && Knows(Encoding.Latin1.GetString(File.ReadAllBytes(file)))))
                yield return $"in {name}";
        }
    }

    private static bool IsTable(string name) =>
        name.EndsWith(".csv", StringComparison.Ordinal) || Path.GetDirectoryName(name)!.EndsWith(".shards", StringComparison.Ordinal);

    private static bool Knows(string text) => Words.Any(w => text.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static void Put(string folder, string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>The commands that read cines, on each kind and on broken files, with their outputs below a folder.</summary>
    public static IEnumerable<string[]> Commands(string input, string models, string output)
    {
        var segmenter = Path.Combine(models, "segmenter.safetensors");
        foreach (var kind in new[] { "dicom", "nifti", "broken" })
        {
            string At(string name) => Path.Combine(output, kind, name);
            var data = Path.Combine(input, kind);
            yield return
            [
                "measure",
                "--data",
                data,
                "--out",
                At("m/frames.csv"),
                "--masks",
                At("m/masks"),
                "--cines",
                At("m/cines.csv"),
                "--subjects",
                At("m/subjects.csv"),
                "--labels",
                "--segmenter",
                segmenter,
            ];
            yield return ["dataset", "--data", data, "--out", At("store"), "--resolution", "16", "--keep-ids"];
            yield return
            [
                "project",
                "--network",
                Path.Combine(models, "generator.safetensors"),
                "--data",
                At("store"),
                "--out",
                At("latents.csv"),
                "--steps",
                "2",
            ];
            yield return
            [
                "project",
                "--network",
                Path.Combine(models, "generator.safetensors"),
                "--data",
                data,
                "--out",
                At("other.csv"),
                "--steps",
                "2",
            ];
            File.WriteAllText(
                Path.Combine(input, kind + ".csv"),
                string.Create(CultureInfo.InvariantCulture, $"id,cine,frames\na,{kind},4\n")
            );
            yield return
            [
                "report",
                Path.Combine(input, kind + ".csv"),
                "--out",
                At("report"),
                "--models",
                models,
                "--segmenter",
                segmenter,
            ];
            yield return
            [
                "train",
                At("run"),
                "--data",
                At("store"),
                "--kimg",
                "0.008",
                "--batch",
                "4",
                "--cbase",
                "64",
                "--cmax",
                "8",
                "--latent",
                "8",
            ];
        }
    }
}
