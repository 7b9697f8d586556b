using FluentAssertions;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

public sealed class VerdictTests
{
    private static readonly Sealed<string> Reason = new("omar", "eA");
    private static readonly string Hash = Submitted().ContentHash;

    [Fact]
    public void What_was_shown_is_approved_by_someone_else()
    {
        ApproveRequest.Decide(new(Hash), Submitted(), Approver).Events.Should().Equal(new RequestApproved(RequestId, "omar", Hash));
        ApproveRequest.Decide(new(Hash), Submitted(), Requester).Refusal!.Code.Should().Be("requests/own-request");
        ApproveRequest.Decide(new(Submitted(2).ContentHash), Submitted(), Approver).Refusal!.Code.Should().Be("requests/other-content");
        var approved = Approved();
        (approved.Status, approved.Verdict).Should().Be((RequestStatus.InProgress, new RequestVerdict("omar", Now)));
    }

    [Fact]
    public void A_rejection_says_why()
    {
        RejectRequest.Decide(new(Reason), Submitted(), Approver).Events.Should().Equal(new RequestRejected(RequestId, "omar", Reason));
        RejectRequest.Decide(new(Reason), Submitted(), Requester).Refusal!.Code.Should().Be("requests/own-request");
        var rejected = Submitted(1, new RequestRejected(RequestId, "omar", Reason));
        (rejected.Status, rejected.Verdict).Should().Be((RequestStatus.Rejected, new RequestVerdict("omar", Now, Reason)));
    }

    [Fact]
    public void A_request_is_decided_once()
    {
        ServiceRequest[] decided =
        [
            Approved(), Submitted(1, new RequestRejected(RequestId, "omar", Reason)), Submitted(1, new RequestCancelled(RequestId, "lise")), Approved(1, new RequestCompleted(RequestId)),
        ];
        foreach (var request in decided)
        {
            ApproveRequest.Decide(new(Hash), request, Approver).Refusal!.Code.Should().Be("requests/already-decided");
            RejectRequest.Decide(new(Reason), request, Approver).Refusal!.Code.Should().Be("requests/already-decided");
        }
    }

    [Fact]
    public void A_request_is_withdrawn_before_anyone_decides_and_once()
    {
        CancelRequest.Decide(Submitted(), Requester).Events.Should().Equal(new RequestCancelled(RequestId, "lise"));
        CancelRequest.Decide(Approved(), Requester).Refusal.Should().Be(CancelRequest.TooLate.With("number", "DS-2026-000123"));
        CancelRequest.Decide(Approved(1, new RequestFailed(RequestId)), Requester).Refusal!.Code.Should().Be("requests/too-late-to-cancel");
        var cancelled = Submitted(1, new RequestCancelled(RequestId, "lise"));
        (cancelled.Status, cancelled.Verdict!.By).Should().Be((RequestStatus.Cancelled, "lise"));
        CancelRequest.Decide(cancelled, Requester).Should().Be((Decision<ServiceRequest>)Decision.Nothing);
    }
}
