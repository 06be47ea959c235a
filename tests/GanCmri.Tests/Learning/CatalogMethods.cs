using GanCmri.Detection;
using GanCmri.Learning;
using GanCmri.Reports;
using Microsoft.CodeAnalysis;

namespace GanCmri.Tests.Learning;

/// <summary>The public methods of <c>mlContext.Gan</c>, in whichever package, as the compiler sees them.</summary>
internal static class CatalogMethods
{
    /// <summary>The classes that have them: the catalog itself, then those of other packages.</summary>
    public static IReadOnlyList<Type> Catalogs { get; } = [typeof(GanCatalog), typeof(GanCatalogReports), typeof(GanCatalogDetection)];

    private static readonly SymbolDisplayFormat Format = new(
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeContainingType, // of enum members
        parameterOptions: SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral
    );

    /// <summary>The methods of a compilation's catalogs.</summary>
    public static IEnumerable<IMethodSymbol> Of(Compilation compilation, IEnumerable<Type> catalogs) =>
        catalogs
            .SelectMany(t => compilation.GetTypeByMetadataName(t.FullName!)!.GetMembers().OfType<IMethodSymbol>())
            .Where(m => m is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public });

    /// <summary>A call as C# declares it: <c>Name(type parameter = default, ...)</c>, as called on <c>mlContext.Gan</c>.</summary>
    public static string Call(IMethodSymbol method)
    {
        var call = method.ToDisplayString(Format)[(method.ContainingType.Name.Length + 1)..];
        return method.IsExtensionMethod ? call.Replace("GanCatalog gan, ", "") : call;
    }

    /// <summary>A type as C# declares it.</summary>
    public static string Declared(ITypeSymbol type) => type.ToDisplayString(Format);

    /// <summary>The types that a caller has to name, or gets.</summary>
    public static IEnumerable<ITypeSymbol> Types(IMethodSymbol method) =>
        method.Parameters.Select(p => p.Type).Append(method.ReturnType).SelectMany(Named);

    private static IEnumerable<ITypeSymbol> Named(ITypeSymbol type) =>
        type switch
        {
            IArrayTypeSymbol array => Named(array.ElementType),
            INamedTypeSymbol named => named.TypeArguments.SelectMany(Named).Prepend(named.OriginalDefinition),
            _ => [],
        };
}
