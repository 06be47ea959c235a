using GanCmri.Formats;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;
using static GanCmri.Cli.Tests.Endurance.BrokenReaders;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Arrays, latents, directions and trajectories.</summary>
internal static class BrokenLatents
{
    private static readonly Provenance From = new("GanCmri", "00", 2, 3, new Dictionary<string, string> { ["method"] = "ridge" });
    private static readonly float[][] Four = [.. Enumerable.Range(0, 4).Select(i => new[] { i, 1f, -2.5f })];
    private static readonly string Latents =
        "subject,series,slice,frame,phase,time_ms,w0,w1,w2\nS1,S1-01,0,0,ED,0,0.5,1,-2\nS1,S1-01,0,1,ES,40,0.25,1,-1\n";

    public static IReadOnlyList<BrokenReader> All { get; } =
    [
        new("npy", "x.npy", () => [Npy()], Mutator.Bytes, path => _ = NpyFile.Read(path).ToFiniteFloats(path)),
        new(
            "npz",
            "x.npz",
            () =>
                [
                    Written(
                        "x.npz",
                        path => NpzFile.Write(path, [new("a", NpyArray.Of([1f, 2], 2)), new("b", NpyArray.Of([1.0, 2, 3, 4], 2, 2))])
                    ),
                ],
            (whole, random) => random.Next(4) == 0 ? Mutator.Bytes(whole, random) : Packing.Zip(whole, random, Mutator.Bytes),
            path => _ = NpzFile.Read(path).Values.Sum(a => a.ToDoubles().Length)
        ),
        new(
            "direction",
            "x.json",
            () => [Written("x.json", new DirectionFile(PlantedModels.Direction("LV area", 3), 1, From).Write)],
            Mutator.Text,
            path => DirectionFile.ReadVector(path)
        ),
        new(
            "direction-npy",
            "x.npy",
            () => [Written("x.npy", new DirectionFile(PlantedModels.Direction("LV area", 3), 1, From).Write)],
            Mutator.Bytes,
            path => DirectionFile.ReadVector(path)
        ),
        new("trajectory", "x.json", Trajectories, Mutator.Text, path => TrajectoryFile.Read(path).Trajectory.Cine([0, 1, 2], 5)),
        new(
            "latents-csv",
            "latents.csv",
            () => [Utf8(Latents), Utf8(Latents.Replace("w0,w1,w2", "w0_0,w0_1,w0_2", StringComparison.Ordinal))],
            Mutator.Text,
            path => LatentCsv.Read(path)
        ),
        new(
            "phenotypes-csv",
            "phenotypes.csv",
            () => [Utf8("subject,series,slice,frame,lv_area_mm2\nS1,S1-01,0,0,2400\nS1,S1-01,0,1,\n")],
            Mutator.Text,
            path => PhenotypeTable.Read(path, "lv_area_mm2")
        ),
    ];

    private static byte[] Npy() => Written("x.npy", path => NpyFile.Write(path, NpyArray.Of([1f, 2, 3, 4, 5, 6], 2, 3)));

    private static IReadOnlyList<byte[]> Trajectories() =>
        [
            .. new Trajectory[] { new EdToEs([1, 2, 3]), new FrameToFrame(Four), new PeriodicTrajectory(Four, 0.1, 0.2) }.Select(t =>
                Written(
                    "x.json",
                    new TrajectoryFile(t, new EdToEs([1, 0, 0]), 1, new CorrectionRecord("residual", 2, .9, .1, 0, [.8, .2]), From).Write
                )
            ),
        ];
}
