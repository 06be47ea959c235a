using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GanCmri.Hosting;

/// <summary>Puts GanCmri into the services of a program.</summary>
public static class GanCmriServices
{
    /// <summary>Adds <see cref="HeartService"/>, one for the whole program. Its models are read when it is first asked for.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Sets options; null leaves what else sets them, such as
    /// <c>Configure&lt;GanCmriOptions&gt;(section)</c>.</param>
    public static IServiceCollection AddGanCmri(this IServiceCollection services, Action<GanCmriOptions>? configure = null)
    {
        services.AddOptions<GanCmriOptions>().Configure(configure ?? (_ => { }));
        services.TryAddSingleton<HeartService>();
        return services;
    }
}
