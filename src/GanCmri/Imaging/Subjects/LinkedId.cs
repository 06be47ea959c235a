namespace GanCmri.Imaging.Subjects;

/// <summary>What link tables say of a subject that was met.</summary>
/// <param name="Id">Its id, however it is spelt.</param>
/// <param name="IsRespelt">Whether the tables spell it with other capitals or leading zeros.</param>
/// <param name="Others">The ids that lines link it to.</param>
internal sealed record LinkedId(string Id, bool IsRespelt, IReadOnlyList<string> Others)
{
    /// <summary>The same with something else for each id.</summary>
    public LinkedId With(Func<string, string> id) => new(id(Id), IsRespelt, [.. Others.Select(id)]);
}
