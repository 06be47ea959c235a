using System.Buffers.Binary;
using System.Text;

namespace GanCmri.Runtime;

/// <summary>
/// The symbol-version needs of a 64-bit little-endian ELF library (section SHT_GNU_verneed, "ELF Symbol Versioning",
/// U. Drepper). A need with the flag VER_FLG_WEAK (0x2) may be missing on the system without the loader refusing the file.
/// </summary>
internal sealed class ElfVersionNeeds
{
    private const uint TypeRela = 4,
        TypeDynSym = 11,
        TypeVerNeed = 0x6ffffffe,
        TypeVerSym = 0x6fffffff;
    private const ushort WeakFlag = 0x2;
    private readonly byte[] _file;
    private readonly List<Section> _sections;

    /// <exception cref="InvalidDataException">The bytes are not a 64-bit little-endian ELF file.</exception>
    public ElfVersionNeeds(byte[] file)
    {
        _file = file;
        if (file.Length < 64 || !file.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        try
        {
            var table = U64(0x28);
            int size = U16(0x3a),
                count = U16(0x3c);
            _sections = [.. Enumerable.Range(0, count).Select(i => ReadSection(checked((int)table + i * size)))];
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("the ELF section table lies outside the file", e);
        }
    }

    /// <summary>Marks the need for <paramref name="version"/> weak, in place. Returns false if the file has no such need.</summary>
    /// <exception cref="InvalidDataException">A relocation really uses a symbol of that version: making it weak would only delay the
    /// crash.</exception>
    public bool MarkWeak(string version)
    {
        var found = false;
        foreach (var (entry, name) in Needs().Where(n => n.Name == version))
        {
            if (IsUsed(U16(entry + 6)))
                throw new InvalidDataException($"a relocation uses {version}");
            BinaryPrimitives.WriteUInt16LittleEndian(_file.AsSpan(entry + 4), (ushort)(U16(entry + 4) | WeakFlag));
            found = true;
        }

        return found;
    }

    private IEnumerable<(int Entry, string Name)> Needs()
    {
        foreach (var section in _sections.Where(s => s.Type == TypeVerNeed))
        {
            var strings = _sections[section.Link].Offset;
            for (var need = section.Offset; ; need += (int)U32(need + 12))
            {
                var entry = need + (int)U32(need + 8);
                for (int k = 0, n = U16(need + 2); k < n; k++, entry += (int)U32(entry + 12))
                    yield return (entry, Text(strings + (int)U32(entry + 8)));
                if (U32(need + 12) == 0)
                    break;
            }
        }
    }

    private bool IsUsed(int versionIndex)
    {
        var symbolVersions = _sections.Find(s => s.Type == TypeVerSym);
        var relocated = _sections
            .Where(s => s.Type == TypeRela && _sections[s.Link].Type == TypeDynSym)
            .SelectMany(s => Enumerable.Range(0, s.Size / 24).Select(i => (int)U32(s.Offset + i * 24 + 12)));
        return symbolVersions is not null && relocated.Any(symbol => (U16(symbolVersions.Offset + 2 * symbol) & 0x7fff) == versionIndex);
    }

    private Section ReadSection(int at) =>
        new(U32(at + 4), checked((int)U64(at + 0x18)), checked((int)U64(at + 0x20)), (int)U32(at + 0x28));

    private string Text(int at) => Encoding.ASCII.GetString(_file.AsSpan(at, _file.AsSpan(at).IndexOf((byte)0)));

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan(at));

    private ulong U64(int at) => BinaryPrimitives.ReadUInt64LittleEndian(_file.AsSpan(at));

    private sealed record Section(uint Type, int Offset, int Size, int Link);
}
