using SBG.Api.Kernel.Http;
using SBG.Api.Privacy;

namespace SBG.Api.Kernel.Sealing;

/// <summary>
/// Whose protected fields a call reveals. They are gathered while the answer is made and recorded before it is given; what is revealed later, while it is
/// written, is recorded at once. A call that reveals none pays nothing.
/// </summary>
internal sealed class ShownFields
{
    private static readonly object Key = new();

    private readonly HashSet<string> _subjects = new(StringComparer.Ordinal);
    private bool _isGiven;

    /// <summary>Notes that a field is revealed to the caller.</summary>
    /// <param name="context">The call; null: nobody calls, nothing is shown.</param>
    /// <param name="subject">Whose field.</param>
    /// <param name="stop">Cancels.</param>
    public static ValueTask Note(HttpContext? context, string subject, CancellationToken stop)
    {
        if (context is null || context.User.Identity?.IsAuthenticated is not true || context.Actor().Subject == subject)
        {
            return ValueTask.CompletedTask;
        }

        if (context.Items[Key] is not ShownFields shown)
        {
            context.Items[Key] = shown = new();
        }

        lock (shown._subjects)
        {
            if (!shown._subjects.Add(subject) || !shown._isGiven)
            {
                return ValueTask.CompletedTask;
            }
        }

        return new(Record(context, [subject], stop));
    }

    /// <summary>Stands between every endpoint and its answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="next">The endpoint.</param>
    public static async ValueTask<object?> BeforeAnswer(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var answer = await next(call);
        if (call.HttpContext.Items.TryGetValue(Key, out var known) && known is ShownFields shown)
        {
            shown._isGiven = true;
            await Record(call.HttpContext, shown._subjects, call.HttpContext.RequestAborted);
        }

        return answer;
    }

    private static Task Record(HttpContext context, IReadOnlyCollection<string> subjects, CancellationToken stop) =>
        context.RequestServices.GetRequiredService<ProtectedReads>().Record(context, subjects, stop);
}
