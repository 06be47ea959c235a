#!/usr/bin/env dotnet
#:sdk Microsoft.NET.Sdk.Web
#:project ../src/GanCmri.Hosting/GanCmri.Hosting.csproj
#:package Microsoft.AspNetCore.OpenApi
#:property NeedsLibTorch=true
#:property PublishAot=false
// A web service that makes measured hearts: a minimal API over AddGanCmri. Many requests at once share a few engines.
//
//   dotnet run pipelines/heart-service.cs [-- --urls http://127.0.0.1:5080 --GanCmri:Device cpu]
//   curl "http://127.0.0.1:5080/hearts/7?psi=0.8"     -> {"seed":7,"psi":0.8,"lvAreaMm2":...,"sphericityIndex":...}
//   curl "http://127.0.0.1:5080/hearts/7/image" -o heart.png
//   curl "http://127.0.0.1:5080/openapi/v1.json"
using GanCmri.Hosting;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

InputException.EndsProcess();
LibTorch.TuneAllocator();
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi();
builder.Services.Configure<GanCmriOptions>(builder.Configuration.GetSection("GanCmri"));
builder.Services.AddGanCmri();
var app = builder.Build();
app.Services.GetRequiredService<HeartService>(); // models that are missing end the program now, not at the first request
app.MapOpenApi();

// Bad input answers with what was expected, found and to do.
app.Use(
    async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (InputException e)
        {
            await Results.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
        }
    }
);
app.MapGet(
    "/hearts/{seed}",
    async (uint seed, HeartService hearts, CancellationToken cancellation, double psi = 0.7) =>
    {
        var heart = await hearts.MakeAsync(seed, psi, cancellation);
        return new Answer(seed, psi, Number(heart.Measures.AreaMm2), Number(heart.Measures.SphericityIndex));
    }
);
app.MapGet(
    "/hearts/{seed}/image",
    async (uint seed, HeartService hearts, CancellationToken cancellation, double psi = 0.7) =>
        Results.Bytes(
            PngPictures.ToPngBytes((await hearts.MakeAsync(seed, psi, cancellation)).Image, GrayRange.Signed, scale: 4),
            "image/png"
        )
);
app.Run();

// JSON has no NaN: null where no cavity was found.
static double? Number(double value) => double.IsFinite(value) ? value : null;

internal sealed record Answer(uint Seed, double Psi, double? LvAreaMm2, double? SphericityIndex);
