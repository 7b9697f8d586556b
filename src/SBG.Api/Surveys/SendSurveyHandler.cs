using JasperFx.Events;
using Marten;
using SBG.Api.Kernel;
using SBG.Domain.Requests;
using SBG.Domain.Surveys;
using SBG.Projections.Kernel;

namespace SBG.Api.Surveys;

/// <summary>Sends one survey for each closing: of a request that was delivered, of an incident that was closed here.</summary>
public static class SendSurveyHandler
{
    /// <summary>Sends a survey; a message that comes twice meets the first.</summary>
    /// <param name="command">About which closing.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task Handle(SendSurvey command, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(command);
        var id = Survey.StreamOf(command.SubjectId, command.Closing);
        var survey = await session.Fetch<Survey>(id, stop) ?? session.New<Survey>(id);
        survey.Record(SendSurvey.Decide(command, survey.State), clock.Now());
    }

    /// <summary>A request was delivered.</summary>
    /// <param name="happened">The delivery of its last line.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<SendSurvey?> Handle(IEvent<RequestCompleted> happened, IDocumentSession session, CancellationToken stop) => About(happened, session, stop);

    /// <summary>A request was delivered in part.</summary>
    /// <param name="happened">The outcome of its last line.</param>
    /// <param name="session">A session of the client's tenant.</param>
    /// <param name="stop">Cancels.</param>
    public static Task<SendSurvey?> Handle(IEvent<RequestPartiallyCompleted> happened, IDocumentSession session, CancellationToken stop) => About(happened, session, stop);

    private static async Task<SendSurvey?> About(IEvent happened, IDocumentSession session, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return await session.LoadAsync<ServiceRequest>(happened.StreamId, stop) is { } request
            ? new SendSurvey(SurveyAbout.Request, request.Id, request.Number, request.RequestedBy, (int)happened.Version)
            : null;
    }
}
