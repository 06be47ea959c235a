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
        }
        catch (OperationCanceledException)
        {
            if (!context.Response.HasStarted)
                context.Response.StatusCode = GivenUp;
        }
        catch (Exception e) when (Unwrap(e) is { } bad && !context.Response.HasStarted)
        {
            await Send(context, StatusCodes.Status400BadRequest, new Failure(bad.Where, bad.Expected, bad.Found, bad.Remedy, bad.Message))
                .ConfigureAwait(false);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            var too = e.StatusCode == StatusCodes.Status413PayloadTooLarge;
            var bad = too
                ? new InputException("upload", "at most 64 MB", "more", "give a smaller file")
                : new InputException("request", "numbers and words as /openapi.json has them", "others", "correct the address");
            await Send(context, e.StatusCode, new Failure(bad.Where, bad.Expected, bad.Found, bad.Remedy, bad.Message))
                .ConfigureAwait(false);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Console.Error.WriteLine("gancmri studio: " + e.GetType().Name); // no message: it may hold a path
            const string Sorry = "something went wrong inside the studio; try again, and tell us if it stays.";
            await Send(context, StatusCodes.Status500InternalServerError, new Failure("", "", "", "", Sorry)).ConfigureAwait(false);
        }
    }

    private static Task Send(HttpContext context, int status, Failure failure)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(failure);
    }

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
