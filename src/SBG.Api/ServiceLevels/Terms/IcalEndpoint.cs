using System.ComponentModel.DataAnnotations;
using NodaTime;
using SBG.Api.Kernel;
using SBG.Api.Kernel.Http;
using SBG.Domain.Kernel;
using SBG.Domain.ServiceLevels.Calendars;

namespace SBG.Api.ServiceLevels.Terms;

/// <summary>Reads an iCalendar file for a version of a calendar: whoever publishes looks at the dates first, nothing is stored.</summary>
public static class IcalEndpoint
{
    private const int MaxBytes = 1024 * 1024;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/v1/calendars/read-ical", Read)
            .Asks<IcalClosures>("ReadIcalendar", "The holidays and closures of an iCalendar file (.ics), to put into a version of a calendar.", Role.ServiceManager)
            .WithBodyLimit(MaxBytes)
            .Accepts<ReadIcalRequest>("multipart/form-data");

    private static async Task<IResult> Read(HttpContext context, CancellationToken stop)
    {
        var (request, file) = await UploadForm.Read<ReadIcalRequest>(context, MaxBytes, [], stop);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(request.TimeZone) is not { } zone)
        {
            return Problem.Of(CalendarRules.UnknownTimeZone.With("zone", request.TimeZone));
        }

        if (request.From >= request.To || request.To.DayNumber - request.From.DayNumber > ReportDays.Most)
        {
            return Problem.Of(ReportDays.BadPeriod.With("days", ReportDays.Most));
        }

        var (closures, fault) = IcalReader.Read(FileText.Decode(file, null)!, zone, request.From, request.To);
        return fault is null ? Answer.Ok(closures) : Problem.Of(fault);
    }
}

/// <summary>How to read the file.</summary>
/// <param name="TimeZone">The calendar's zone (IANA).</param>
/// <param name="From">First day.</param>
/// <param name="To">First day after.</param>
public sealed record ReadIcalRequest([StringLength(60, MinimumLength = 1)] string TimeZone, DateOnly From, DateOnly To);
