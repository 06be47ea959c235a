using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using GanCmri.Formats;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Studio.Associations;
using GanCmri.Studio.Cines;
using GanCmri.Studio.Explore;
using GanCmri.Studio.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GanCmri.Studio.Hosting;

/// <summary>The studio's web server: on 127.0.0.1 only, behind a random token, without a request to any other place.</summary>
internal sealed class StudioServer : IAsyncDisposable
{
    private const long MostUploadBytes = 64 << 20,
        MostConnections = 100;
    private readonly WebApplication _app;
    private readonly AccessToken _token;
    private readonly OutputLock _output;

    private StudioServer(WebApplication app, AccessToken token, OutputLock output) => (_app, _token, _output) = (app, token, output);

    /// <summary>The address to open, with the token.</summary>
    public Uri Url => new(Address, $"?token={_token.Value}");

    /// <summary>The address without the token.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts the server.</summary>
    /// <param name="options">Port and folders.</param>
    /// <param name="models">Networks; they stay the caller's and must outlive the server.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="InputException">An option is wrong, the port is taken, or the output folder cannot be written or is another
    /// studio's.</exception>
    public static async Task<StudioServer> StartAsync(StudioOptions options, ReportModels models, CancellationToken cancellation = default)
    {
        options.Validate();
        var output = OutputLock.OnFolder(options.OutputFolder);
        var token = AccessToken.New();
        var app = Build(options, models, token);
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            output.Dispose();
            if (e is IOException { InnerException: SocketException or { InnerException: SocketException } })
                throw new InputException("--port", "a free port", $"{options.Port}, which is in use", "choose another, or 0 for any", e);
            throw;
        }

        return new StudioServer(app, token, output);
    }

    /// <summary>Ends the server and what it is doing.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        _output.Dispose();
    }

    private static WebApplication Build(StudioOptions options, ReportModels models, AccessToken token)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions()); // no settings of the surroundings, no log
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, options.Port);
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = MostUploadBytes;
                kestrel.Limits.MaxConcurrentConnections = MostConnections;
            });
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options).AddSingleton(models).AddExplore();
        builder.Services.AddCines();
        builder.Services.AddJobs();
        builder.Services.AddAssociations();
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new FiniteNumbers());
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        builder.Services.AddOpenApi();
        var app = builder.Build();
        app.Use(SecurityHeaders.Add);
        app.Use(new AccessGuard(token).Check);
        app.Use(Failures.Answer);
        app.UseRouting();
        app.Use(QueryCheck.Check);
        app.MapOpenApi("/openapi.json");
        app.MapExplore();
        app.MapCines();
        app.MapJobs();
        app.MapAssociations();
        app.MapPages();
        return app;
    }
}
