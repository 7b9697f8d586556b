using System.Net;
using System.Net.Sockets;

namespace SBG.Api.Kernel.Outside;

/// <summary>The address of an outside system is none that the service may call.</summary>
/// <param name="host">The host.</param>
public sealed class ForbiddenAddressException(string host) : HttpRequestException($"No address of {host} may be called.");

/// <summary>
/// Which addresses the service calls: those of the public Internet, and networks that the settings name. Who names an address must not reach the
/// service's own machine or network through it (server-side request forgery); so the address is judged when the connection is made, after
/// the name was resolved, and no redirect is followed.
/// </summary>
/// <param name="configuration">The settings: <c>Provisioning:Networks</c>, CIDR blocks that may be called beside the Internet.</param>
/// <param name="environment">In Development, this machine may be called too.</param>
public sealed class OutsideAddress(IConfiguration configuration, IHostEnvironment environment)
{
    // IANA's special-purpose registries: this host, private, shared, loopback, link-local, protocol assignments, documentation, benchmarks, multicast, reserved.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/127", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64",
            "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private readonly IPNetwork[] _allowed =
    [
        .. (configuration.GetSection("Provisioning:Networks").Get<string[]>() ?? []).Select(IPNetwork.Parse),
        .. environment.IsDevelopment() ? [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")] : Array.Empty<IPNetwork>(),
    ];

    /// <summary>Whether http is good enough for an address: in Development, and for this machine where the settings allow it to be called.</summary>
    /// <param name="url">The address.</param>
    public bool MayBePlain(string url) =>
        environment.IsDevelopment() || (Uri.TryCreate(url, UriKind.Absolute, out var told) && IPAddress.TryParse(told.Host, out var address) && IPAddress.IsLoopback(address) && IsAllowed(address));

    /// <summary>Whether an address may be called.</summary>
    /// <param name="address">The address.</param>
    public bool IsAllowed(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _allowed.Any(network => network.Contains(plain)) || !Special.Any(network => network.Contains(plain));
    }

    /// <summary>A handler that calls allowed addresses only, follows no redirect and keeps no cookie.</summary>
    internal SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = Connect,
    };

    /// <summary>Connects to an allowed address of a host.</summary>
    /// <param name="context">The host and port.</param>
    /// <param name="stop">Cancels.</param>
    /// <exception cref="ForbiddenAddressException">It has none.</exception>
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, stop);
        var allowed = addresses.Where(IsAllowed).ToArray();
        if (allowed.Length == 0)
        {
            throw new ForbiddenAddressException(host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
