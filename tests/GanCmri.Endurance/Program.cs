using System.Globalization;
using GanCmri.Endurance;

const string Usage = """
    GanCmri.Endurance: what the tests do in short, at length. Everything is seeded; exit code 1 where a fault was found.
      kills VERB|all N [SEED] kill -9 N times, start again, compare with an unbroken run
      twins VERB|all N        the same command twice at once, N times
      readers N               measure and train on a frame store that dataset makes anew, N times
      disks VERB|all [KIND]   full, lost, odd and read-only places, or one kind of them
      vanish VERB|all N       the output or the input folder is gone, before or during a run, N times
      fuzz READER|all N       N broken files of a kind
      hours WHAT MINUTES      cohort, report, cursors, association or studio over and over; memory by the minute
      stress SECONDS          numbers of libtorch beside collections, each kind for so long
      requests N              N requests of the sample service, 16 at a time; its memory by the thousand
      stress-unheld SECONDS   the same with numbers that nobody holds: it ends badly, or with other numbers
      canary                  a made-up name, birth date and id in every input, looked for in all that comes out
    """;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args switch
{
    ["kills", var verb, var n] => KillsCommand.Run(verb, Number(n), seed: 1),
    ["kills", var verb, var n, var seed] => KillsCommand.Run(verb, Number(n), Number(seed)),
    ["twins", var verb, var n] => TwinsCommand.Run(verb, Number(n)),
    ["readers", var n] => ReadersCommand.Run(Number(n)),
    ["disks", var verb] => DisksCommand.Run(verb),
    ["disks", var verb, var kind] => DisksCommand.Run(verb, kind),
    ["vanish", var verb, var n] => VanishCommand.Run(verb, Number(n)),
    ["fuzz", var reader, var n] => FuzzCommand.Run(reader, Number(n), seed: 1),
    ["fuzz", var reader, var n, var seed] => FuzzCommand.Run(reader, Number(n), Number(seed)),
    ["hours", var what, var minutes] => HoursCommand.Run(what, Number(minutes)),
    ["requests", var n] => await RequestsCommand.Run(Number(n)),
    ["canary"] => CanaryCommand.Run(),
    ["stress", var seconds] => StressCommand.Run(Number(seconds), held: true),
    ["stress-unheld", var seconds] => StressCommand.Run(Number(seconds), held: false),
    ["stress-here", var seconds] => StressCommand.RunHere(Number(seconds), held: true),
    ["stress-here-unheld", var seconds] => StressCommand.RunHere(Number(seconds), held: false),
    _ => Wrong(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Wrong()
{
    Console.Error.WriteLine(Usage);
    return 2;
}
