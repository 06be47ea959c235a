using System.Text;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>Reads bytes that are no UTF-8 as the Latin-1 characters of the same numbers.</summary>
internal sealed class LatinFallback : DecoderFallback
{
    /// <inheritdoc/>
    public override int MaxCharCount => 4;

    /// <inheritdoc/>
    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Characters();

    private sealed class Characters : DecoderFallbackBuffer
    {
        private byte[] _bytes = [];
        private int _next;

        public override int Remaining => _bytes.Length - _next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (_bytes, _next) = (bytesUnknown, 0);
            return bytesUnknown.Length > 0;
        }

        public override char GetNextChar() => Remaining > 0 ? (char)_bytes[_next++] : '\0';

        public override bool MovePrevious() => _next > 0 && _next-- > 0;

        public override void Reset() => (_bytes, _next) = ([], 0);
    }
}
