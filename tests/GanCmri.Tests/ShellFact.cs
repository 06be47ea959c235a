namespace GanCmri.Tests;

/// <summary>A test that starts a shell of Unix; skipped on Windows, which has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellFactAttribute : FactAttribute
{
    internal const string Missing = "no shell of Unix";

    public ShellFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = Missing;
    }
}

/// <summary>The same with several inputs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = ShellFactAttribute.Missing;
    }
}
