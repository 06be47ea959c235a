namespace GanCmri.Imaging.Subjects;

/// <summary>Counts what link tables leave open about the subjects of some data: a line of which one id is nobody's may be a slip of the
/// pen, and its person then counts as two, of which one may be trained on and one held out.</summary>
internal sealed class LinkNotes
{
    private readonly Dictionary<string, LinkedId> _met = new(StringComparer.Ordinal);
    private readonly HashSet<string> _respelt = new(StringComparer.Ordinal);

    /// <summary>Counts a subject that was met.</summary>
    public void Add(LinkedId subject)
    {
        _met[subject.Id] = subject;
        if (subject.IsRespelt)
            _respelt.Add(subject.Id);
    }

    /// <summary>Tells them, once all subjects were met.</summary>
    public void Tell(ReadingNotes notes)
    {
        if (_respelt.Count > 0)
            notes.Add("linked by an id with other capitals or leading zeros, taken as the same", "subject", _respelt.Count);
        if (_met.Values.Sum(m => m.Others.Count(o => !_met.ContainsKey(o))) is var half and > 0)
            notes.Add(
                "linked ids of which one is met and the other is nobody's here (misspelt, its person would count as two: write ids as "
                    + "subject is in tables of measure)",
                "pair",
                half
            );
    }
}
