namespace GanCmri.Endurance;

internal static class HoursCommand
{
    public static int Run(string what, int minutes) => 2;
}
