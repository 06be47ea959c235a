using GanCmri.Runtime;
using Microsoft.AspNetCore.Http;

namespace GanCmri.Studio.Hosting;

/// <summary>Turns errors into answers: bad input says what was expected, found and to do; nothing else of the inside is told.</summary>
internal static class Failures
{
    private const int GivenUp = 499; // by the page, which wants something newer

    public static async Task Answer(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (!context.Response.HasStarted && Nothing(context) is { } nothing)
                await Send(context, context.Response.StatusCode, nothing).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (!context.Response.HasStarted)
                context.Response.StatusCode = GivenUp;
        }
        catch (Exception e) when (Unwrap(e) is { } bad && !context.Response.HasStarted)
        {
            await Send(context, StatusCodes.Status400BadRequest, StudioWords.Of(bad)).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Send(context, e.StatusCode, Unread(context, e)).ConfigureAwait(false);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Console.Error.WriteLine("gancmri studio: " + e.GetType().Name); // no message: it may hold a path
            const string Sorry = "something went wrong inside the studio; try again, and tell us if it stays.";
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await context.Response.WriteAsJsonAsync(new Failure("", "", "", "", Sorry)).ConfigureAwait(false);
        }
    }

    private static Task Send(HttpContext context, int status, InputException bad)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new Failure(bad.Where, bad.Expected, bad.Found, bad.Remedy, bad.Message));
    }

    // What the framework refuses with a bare number.
    private static InputException? Nothing(HttpContext context) =>
        context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new InputException(
                "address",
                "a page of the studio or a path of /openapi.json",
                "none of them",
                "correct the address"
            ),
            StatusCodes.Status405MethodNotAllowed => new InputException(
                "method",
                context.Response.Headers.Allow.ToString(),
                HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsPost(context.Request.Method)
                    ? context.Request.Method
                    : "another",
                "send the request as /openapi.json has it"
            ),
            StatusCodes.Status415UnsupportedMediaType => Kind(),
            _ => null,
        };

    private static InputException Unread(HttpContext context, BadHttpRequestException e) =>
        e.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => new InputException("upload", "at most 64 MB", "more", "give a smaller file"),
            StatusCodes.Status415UnsupportedMediaType => Kind(),
            _ => new InputException(
                context.Request.HasJsonContentType() ? "request, JSON" : "request",
                "names, numbers and words as /openapi.json has them",
                "others",
                "correct the request"
            ),
        };

    private static InputException Kind() =>
        new("Content-Type", "application/json", "another, or none", "send JSON, and say so in this header");

    private static InputException? Unwrap(Exception? e) =>
        e switch
        {
            null => null,
            InputException bad => bad,
            OptionsException wrong => new InputException("options", "values in their ranges", wrong.Message, "correct them", wrong),
            _ => Unwrap(e.InnerException),
        };
}

/// <summary>An error as the pages get it.</summary>
/// <param name="Where">What was given.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Found">What is there.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Message">All of it in one line.</param>
internal sealed record Failure(string Where, string Expected, string Found, string Remedy, string Message);
