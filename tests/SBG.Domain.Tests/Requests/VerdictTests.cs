using FluentAssertions;
using SBG.Domain.Approvals;
using SBG.Domain.Kernel;
using SBG.Domain.Requests;
using Xunit;
using static SBG.Domain.Tests.Requests.Orders;

namespace SBG.Domain.Tests.Requests;

public sealed class VerdictTests
{
    private static readonly Sealed<string> Reason = new("omar", "eA");
    private static readonly string Hash = Submitted().ContentHash;
    private static readonly ApprovalSeat Seat = new(VoterKind.Role, null, Role.Approver);
    private static readonly Capacity Omar = new(Approver, []);
    private static readonly Capacity Lise = new(Requester with { Roles = [Role.Requester, Role.Approver] }, []);

    [Fact]
    public void What_was_shown_is_approved_by_someone_else()
    {
        ApproveRequest.Decide(new(Hash), Submitted(), Omar, Now).Events
            .Should().Equal(new ApprovalGranted(RequestId, 1, "approbation", "omar", Seat, 0, Hash), new RequestApproved(RequestId, "omar", Hash));
        ApproveRequest.Decide(new(Hash), Submitted(), new(Requester, []), Now).Refusal!.Code.Should().Be("requests/not-a-voter");
        ApproveRequest.Decide(new(Hash), Submitted(), Lise, Now).Refusal!.Code.Should().Be("requests/own-request");
        ApproveRequest.Decide(new(Submitted(2).ContentHash), Submitted(), Omar, Now).Refusal!.Code.Should().Be("requests/other-content");
        var approved = Approved();
        (approved.Status, approved.Verdict).Should().Be((RequestStatus.InProgress, new RequestVerdict("omar", Now)));
    }

    [Fact]
    public void A_rejection_says_why()
    {
        RejectRequest.Decide(new(Reason), Submitted(), Omar, Now).Events
            .Should().Equal(new ApprovalRefused(RequestId, 1, "approbation", "omar", Seat, 0, Reason), new RequestRejected(RequestId, "omar", Reason));
        RejectRequest.Decide(new(Reason), Submitted(), Lise, Now).Refusal!.Code.Should().Be("requests/own-request");
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
            ApproveRequest.Decide(new(Hash), request, Omar, Now).Refusal!.Code.Should().Be("requests/already-decided");
            RejectRequest.Decide(new(Reason), request, Omar, Now).Refusal!.Code.Should().Be("requests/already-decided");
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
