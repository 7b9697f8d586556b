using System.Net;
using FluentAssertions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using SBG.Api.Kernel.Outside;
using SBG.Api.Provisioning.Osb;
using SBG.Api.Provisioning.Targets;
using Xunit;

namespace SBG.Api.Tests.Provisioning.Targets;

/// <summary>The table of the section "Orphan Mitigation" of the Open Service Broker API 2.17, row by row.</summary>
public sealed class OrphanMitigationTests
{
    [Theory]
    [InlineData(OsbAsk.Provision, 200, false, false)]
    [InlineData(OsbAsk.Provision, 200, true, false)]
    [InlineData(OsbAsk.Provision, 201, false, false)]
    [InlineData(OsbAsk.Provision, 201, true, true)]
    [InlineData(OsbAsk.Provision, 202, false, false)]
    [InlineData(OsbAsk.Provision, 202, true, true)]
    [InlineData(OsbAsk.Provision, 204, false, true)]
    [InlineData(OsbAsk.Deprovision, 204, false, true)]
    [InlineData(OsbAsk.Update, 204, false, false)]
    [InlineData(OsbAsk.Provision, 408, false, false)]
    [InlineData(OsbAsk.Deprovision, 408, false, false)]
    [InlineData(OsbAsk.Provision, 400, false, false)]
    [InlineData(OsbAsk.Provision, 409, false, false)]
    [InlineData(OsbAsk.Provision, 422, false, false)]
    [InlineData(OsbAsk.Provision, 500, false, true)]
    [InlineData(OsbAsk.Provision, 503, false, true)]
    [InlineData(OsbAsk.Deprovision, 500, false, true)]
    [InlineData(OsbAsk.Update, 500, false, false)]
    public void Each_answer_is_judged_as_the_table_says(OsbAsk ask, int status, bool malformed, bool demanded) =>
        OrphanMitigation.IsDemanded(ask, new(status, []), malformed).Should().Be(demanded);

    [Theory]
    [InlineData(OsbAsk.Provision, TargetFailure.TimedOut, true)]
    [InlineData(OsbAsk.Provision, TargetFailure.Unreachable, true)]
    [InlineData(OsbAsk.Provision, TargetFailure.Resting, false)]
    [InlineData(OsbAsk.Deprovision, TargetFailure.TimedOut, false)]
    [InlineData(OsbAsk.Update, TargetFailure.TimedOut, false)]
    public void So_is_its_want(OsbAsk ask, TargetFailure failure, bool demanded) =>
        OrphanMitigation.IsDemanded(ask, TargetAnswer.None(failure), false).Should().Be(demanded);

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("10.20.2.3", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("100.64.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    public void Outside_of_development_only_the_internet_and_named_networks_are_called(string address, bool allowed)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Provisioning:Networks:0"] = "10.20.0.0/16" }).Build();
        new OutsideAddress(settings, new HostingEnvironment { EnvironmentName = "Production" }).IsAllowed(IPAddress.Parse(address)).Should().Be(allowed);
    }
}
