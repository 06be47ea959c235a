using System.Buffers.Binary;
using System.Text;

namespace GanCmri.Imaging.Dicom;

/// <summary>
/// Walks the elements of a DICOM file (PS3.10, PS3.5 section 7), Explicit or Implicit VR Little Endian, with or without the 128-byte
/// preamble, and notes where the values of top-level elements lie. Sequences are skipped.
/// </summary>
internal sealed class DicomParser
{
    private const uint Undefined = 0xFFFF_FFFF;
    private const int MaxDepth = 64,
        EmptyItem = 8; // bytes
    private readonly byte[] _bytes;
    private int _at;
    private bool _describesFramesApart,
        _hasEmptyGroup;

    private DicomParser(byte[] bytes, int at) => (_bytes, _at) = (bytes, at);

    /// <summary>Whether the bytes begin like a DICOM file: the magic word, or a first element of group 2 or 8.</summary>
    public static bool LooksLikeDicom(ReadOnlySpan<byte> bytes) =>
        HasPreamble(bytes)
        || (bytes.Length >= 8 && bytes[0] is 2 or 8 && bytes[1] == 0 && bytes[3] == 0 && (IsVr(bytes.Slice(4, 2)) || bytes[7] == 0));

    /// <summary>Finds the elements of use, up to and including the pixel data.</summary>
    /// <exception cref="DicomFormatException">The bytes end early or are no DICOM.</exception>
    public static DicomElements Parse(byte[] bytes)
    {
        var parser = new DicomParser(bytes, HasPreamble(bytes) ? 132 : 0);
        var elements = new DicomElements(bytes);
        parser.ReadMeta(elements);
        var syntax = elements.Text(DicomTag.TransferSyntaxUid);
        if (syntax is not (null or TransferSyntax.ExplicitLittleEndian or TransferSyntax.ImplicitLittleEndian))
        {
            throw new DicomFormatException(
                "Explicit or Implicit VR Little Endian, uncompressed",
                TransferSyntax.Name(syntax),
                "decompress it first (e.g. gdcmconv --raw)"
            )
            {
                Kind = $"written as {TransferSyntax.Name(syntax)} (decompress first, e.g. gdcmconv --raw)",
            };
        }

        // Some files declare the one and are the other.
        parser.ReadElements(elements, parser.LooksExplicit());
        // Classic images may carry a group of frames with one empty item, as Sunnybrook's do; only Enhanced ones have their place nowhere
        // else.
        var apart = parser._describesFramesApart || parser._hasEmptyGroup && elements.Number(DicomTag.NumberOfFrames) > 1;
        if (apart && elements.Text(DicomTag.ImagePosition) is null)
        {
            throw new DicomFormatException(
                "classic MR images",
                "an Enhanced multi-frame image",
                "convert it, as the place and time of its frames would be lost (e.g. with dcm4che's emf2sf)"
            )
            {
                Kind = "Enhanced multi-frame (convert first, e.g. dcm4che's emf2sf)",
            };
        }

        return elements;
    }

    private static bool HasPreamble(ReadOnlySpan<byte> bytes) => bytes.Length >= 132 && bytes.Slice(128, 4).SequenceEqual("DICM"u8);

    private static bool IsVr(ReadOnlySpan<byte> two) => two[0] is >= (byte)'A' and <= (byte)'Z' && two[1] is >= (byte)'A' and <= (byte)'Z';

    private void ReadMeta(DicomElements elements)
    {
        while (_at + 8 <= _bytes.Length && BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(_at)) == 2)
            ReadElement(elements, true);
    }

    private void ReadElements(DicomElements elements, bool isExplicit)
    {
        while (_at < _bytes.Length)
            if (ReadElement(elements, isExplicit) == DicomTag.PixelData)
                return;
    }

    private uint ReadElement(DicomElements elements, bool isExplicit)
    {
        var (tag, length, inner) = Header(isExplicit);
        if (tag is DicomTag.SharedGroups or DicomTag.FrameGroups)
            (_describesFramesApart, _hasEmptyGroup) = (_describesFramesApart || length > EmptyItem, true);
        if (tag == DicomTag.PixelData)
        {
            if (length == Undefined)
                throw new DicomFormatException("plain pixels", "compressed fragments", "decompress it first") { Kind = "compressed" };
            elements.AddPixels(_at, length);
        }
        else if (length == Undefined)
        {
            SkipSequence(inner, 0);
        }
        else
        {
            if (DicomTag.IsKept(tag))
                elements.Add(tag, _at, Bounded(length));
            _at += Bounded(length);
        }

        return tag;
    }

    /// <summary>A tag, its value's length, and whether elements nested in it are explicit (UN of undefined length holds implicit
    /// ones).</summary>
    private (uint Tag, uint Length, bool InnerExplicit) Header(bool isExplicit)
    {
        var tag = Tag();
        if (!isExplicit || tag >> 16 == 0xFFFE)
            return (tag, U32(), isExplicit);
        var vr = VrAt(_at);
        if (!DicomVr.IsKnown(vr))
            return OddHeader(tag);
        Take(2);
        if (!DicomVr.IsLong(vr))
            return (tag, U16(), true);
        Take(2);
        return (tag, U32(), vr != "UN");
    }

    /// <summary>
    /// An element within an explicit file whose value representation is none: written as one of a vendor's own, with a short or a long
    /// length, or as an implicit one. What leads to another element is right.
    /// </summary>
    private (uint Tag, uint Length, bool InnerExplicit) OddHeader(uint tag)
    {
        _ = Bounded(8);
        var start = _at;
        foreach (var (skip, isShort) in new[] { (2, true), (4, false), (0, false) })
        {
            _at = start + skip;
            var length = isShort ? U16() : U32();
            if (length == Undefined || (length <= (uint)(_bytes.Length - _at) && Leads(_at + (int)length, tag)))
                return (tag, length, skip != 0);
        }

        // The part read so far may end within the value.
        throw new DicomFormatException("a value representation after each tag", "other bytes", "copy the file again")
        {
            IsTruncation = true,
        };
    }

    private bool Leads(int at, uint after)
    {
        if (at + 8 > _bytes.Length)
            return false;
        var next =
            (uint)BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at)) << 16
            | BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at + 2));
        return next is DicomTag.ItemEnd or DicomTag.SequenceEnd
            || (next > after && (DicomVr.IsKnown(VrAt(at + 4)) || next >> 16 == after >> 16));
    }

    private string VrAt(int at) => at + 2 <= _bytes.Length ? Encoding.ASCII.GetString(_bytes, at, 2) : "";

    private void SkipSequence(bool isExplicit, int depth)
    {
        if (depth > MaxDepth)
            throw new DicomFormatException($"sequences nested at most {MaxDepth} deep", "deeper ones", "check the file");
        while (true)
        {
            var (tag, length) = (Tag(), U32());
            if (tag == DicomTag.SequenceEnd)
                return;
            if (tag != DicomTag.Item)
                throw new DicomFormatException("an item within a sequence", "another tag", "copy the file again");
            if (length != Undefined)
                _at += Bounded(length);
            else
                SkipItem(isExplicit, depth);
        }
    }

    private void SkipItem(bool isExplicit, int depth)
    {
        while (true)
        {
            var (tag, length, inner) = Header(isExplicit);
            if (tag == DicomTag.ItemEnd)
                return;
            if (length == Undefined)
                SkipSequence(inner, depth + 1);
            else
                _at += Bounded(length);
        }
    }

    private bool LooksExplicit() => DicomVr.IsKnown(VrAt(_at + 4));

    private uint Tag() => (uint)U16() << 16 | U16();

    private ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    private uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private ReadOnlySpan<byte> Take(int count)
    {
        var span = _bytes.AsSpan(_at, Bounded((uint)count));
        _at += count;
        return span;
    }

    private int Bounded(uint length) =>
        length <= (uint)(_bytes.Length - _at) ? (int)length : throw DicomFormatException.Truncated(_bytes.Length);
}
