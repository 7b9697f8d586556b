using JasperFx.Events.Projections;
using Marten;
using SBG.Domain.ServiceLevels.Calendars;
using SBG.Domain.ServiceLevels.Clocks;
using SBG.Domain.ServiceLevels.Fulfilment;
using SBG.Domain.ServiceLevels.Notices;
using SBG.Domain.ServiceLevels.Policies;
using SBG.Domain.ServiceLevels.Reports;
using SBG.Projections.Kernel;

namespace SBG.Projections.ServiceLevels;

/// <summary>How the store keeps calendars, policies and the timelines that clocks run on.</summary>
public static class ServiceLevelsStore
{
    /// <summary>The table of timelines.</summary>
    public const string Timelines = StoreConfiguration.Schema + ".mt_doc_incidenttimeline";

    /// <summary>When an incident was reported, as the index on it says it.</summary>
    public const string ReportedAt = StoreConfiguration.Schema + ".mt_immutable_timestamptz(data ->> 'reportedAt')";

    /// <summary>When a request was submitted, as the index on it says it.</summary>
    public const string SubmittedAt = StoreConfiguration.Schema + ".mt_immutable_timestamptz(data ->> 'submittedAt')";

    /// <summary>Registers the context's states and views.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureServiceLevels(this StoreOptions options)
    {
        options.AddState<BusinessCalendar>();
        options.AddState<ServiceLevelPolicy>();
        options.AddState<ComplianceReport>();
        options.AddState<ClockNotices>();
        options.Schema.For<ReportBytes>();

        options.AddState<FulfilmentPromise>();
        options.Schema.For<RequestTimeline>().Index(timeline => timeline.SubmittedAt);
        options.Projections.Add(new RequestTimelineProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<IncidentTimeline>().Index(timeline => timeline.ReportedAt);

        // Inline: a verdict never lags behind the incident that it is about, and depends on no other process.
        options.Projections.Add(new IncidentTimelineProjection(), ProjectionLifecycle.Inline);
    }
}
