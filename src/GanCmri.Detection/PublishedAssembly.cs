using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace GanCmri.Detection;

/// <summary>
/// Microsoft.ML.TorchSharp 0.23.1 as it runs with TorchSharp 0.107. It was built against 0.102, whose <c>functional.interpolate</c> ended
/// before the parameter <c>antialias</c>; that one call, in two methods, is all that is missing. The copy in this assembly is read, the
/// call gets <c>antialias: false</c>, which is what it meant, and the result is loaded. Nothing is written to disk.
/// </summary>
internal static class PublishedAssembly
{
    private const string Name = "Microsoft.ML.TorchSharp";

#pragma warning disable CA2255 // a library that must act before its first type is used
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() =>
        AssemblyLoadContext.Default.Resolving += (context, asked) => asked.Name == Name ? Load(context) : null;

    private static Assembly Load(AssemblyLoadContext context)
    {
        using var published = typeof(PublishedAssembly).Assembly.GetManifestResourceStream(Name + ".dll")!;
        using var module = ModuleDefinition.ReadModule(published);
        using var mended = new MemoryStream();
        Mend(module);
        module.Write(mended);
        mended.Position = 0;
        return context.LoadFromStream(mended);
    }

    private static void Mend(ModuleDefinition module)
    {
        var old = module.GetMemberReferences().OfType<MethodReference>().Single(m => m.Name == "interpolate");
        var today = new MethodReference(old.Name, old.ReturnType, old.DeclaringType);
        foreach (var type in old.Parameters.Select(p => p.ParameterType).Append(module.TypeSystem.Boolean))
            today.Parameters.Add(new ParameterDefinition(type));
        foreach (var method in module.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody))
        {
            foreach (var call in method.Body.Instructions.Where(i => i.Operand == old).ToArray())
            {
                call.Operand = today;
                method.Body.GetILProcessor().InsertBefore(call, Instruction.Create(OpCodes.Ldc_I4_0)); // antialias
            }
        }
    }
}
