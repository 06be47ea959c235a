using System.Reflection;
using System.Reflection.Emit;

namespace GanCmri.Tests.Runtime;

/// <summary>Which methods a method calls, read from its code.</summary>
internal static class CallsInCode
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(o => o.Value);

    /// <summary>Every method and constructor of an assembly.</summary>
    public static IEnumerable<MethodBase> Methods(Assembly assembly) =>
        assembly.GetTypes().SelectMany(t => t.GetMethods(All).Cast<MethodBase>().Concat(t.GetConstructors(All)));

    /// <summary>The methods that it calls.</summary>
    public static IEnumerable<MethodBase> Of(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method is { IsConstructor: false, IsGenericMethod: true } ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length; )
        {
            var op = code[at] == 0xFE ? Codes[unchecked((short)(0xFE00 | code[at + 1]))] : Codes[code[at]];
            at += op.Size;
            if (op.OperandType == OperandType.InlineMethod && Resolved(BitConverter.ToInt32(code, at)) is { } called)
                yield return called;
            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }

        MethodBase? Resolved(int token) => method.Module.ResolveMethod(token, typeArguments, methodArguments);
    }
}
