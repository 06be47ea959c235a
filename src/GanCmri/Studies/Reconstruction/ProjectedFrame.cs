using GanCmri.Latents;

namespace GanCmri.Studies.Reconstruction;

/// <summary>A real frame beside what the generator makes of its latent.</summary>
/// <param name="Method">How the latent was found.</param>
/// <param name="Subject">The patient.</param>
/// <param name="Series">The cine.</param>
/// <param name="Frame">The frame's number in it.</param>
/// <param name="Quality">Likeness of the two.</param>
/// <param name="Seconds">Processor time for a frame, the encoder's part included; it does not depend on what else the machine does.</param>
/// <param name="AreaMm2">LV area of the real frame, mm²; NaN where no cavity was found.</param>
/// <param name="MadeAreaMm2">LV area of the reconstruction, mm², by the same segmenter.</param>
public sealed record ProjectedFrame(
    ProjectionMethod Method,
    string Subject,
    string Series,
    int Frame,
    ImageQuality Quality,
    double Seconds,
    double AreaMm2,
    double MadeAreaMm2
);
