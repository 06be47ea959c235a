using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

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

    /// <summary>Adds <see cref="PipelineService{TInput, TOutput}"/> for a saved pipeline, one for the whole program. It is loaded when it
    /// is first asked for.</summary>
    /// <typeparam name="TInput">A row given.</typeparam>
    /// <typeparam name="TOutput">A row made.</typeparam>
    /// <param name="services">The program's services.</param>
    /// <param name="path">Written by <c>mlContext.Model.Save</c>.</param>
    /// <param name="weightsFolder">Where its networks' files are, if it only names them and they have moved.</param>
    public static IServiceCollection AddGanCmriPipeline<TInput, TOutput>(
        this IServiceCollection services,
        string path,
        string? weightsFolder = null
    )
        where TInput : class
        where TOutput : class, new()
    {
        services.TryAddSingleton(provider => new PipelineService<TInput, TOutput>(
            path,
            weightsFolder,
            provider.GetService<ILogger<PipelineService<TInput, TOutput>>>()
        ));
        return services;
    }
}
