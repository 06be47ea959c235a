namespace GanCmri.Endurance;

internal static class CanaryCommand
{
    public static int Run() => 2;
}
