namespace GanCmri.Studies;

/// <summary>One synthetic heart.</summary>
/// <param name="Name">Its name in tables and files, e.g. "S0001".</param>
/// <param name="EndDiastole">The latent of its end-diastolic frame: WDim or NumWs x WDim numbers.</param>
internal sealed record SyntheticSubject(string Name, float[] EndDiastole);
