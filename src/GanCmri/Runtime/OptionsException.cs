namespace GanCmri.Runtime;

/// <summary>
/// Options are out of their ranges; the message names every one that is. A program meets an <see cref="ArgumentException"/>; the command
/// line, which fills options from what a user wrote, prints its one line as it prints bad input.
/// </summary>
internal sealed class OptionsException(string message) : ArgumentException(message);
