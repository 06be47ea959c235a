using System.Security.Cryptography;
using System.Text;

namespace GanCmri.Studio.Hosting;

/// <summary>The secret of one run: who does not know it gets nothing.</summary>
/// <param name="Value">Hexadecimal digits.</param>
internal sealed record AccessToken(string Value)
{
    private const int Bytes = 24;

    public static AccessToken New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));

    public bool Is(string? text) =>
        text is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(Value));
}
