using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SBG.Api.Provisioning.Scim;

/// <summary>Requests of SCIM 2.0 (RFC 7644).</summary>
internal static class ScimRequest
{
    private const string MediaType = "application/scim+json";

    private static readonly string[] PatchSchemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];

    // Not every directory reads what could as well be written plainly.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query below the directory's address.</param>
    /// <param name="body">The body; null: none.</param>
    public static HttpRequestMessage Of(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Add(new(MediaType));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        }

        return request;
    }

    /// <summary>A PATCH of some operations (section 3.5.2).</summary>
    /// <param name="path">The resource.</param>
    /// <param name="operations">The operations.</param>
    public static HttpRequestMessage Patch(string path, params object[] operations) =>
        Of(HttpMethod.Patch, path, new { schemas = PatchSchemas, Operations = operations });

    /// <summary>A comparison within a filter; the value is quoted as JSON demands (section 3.4.2.2).</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="value">Its value.</param>
    public static string Equal(string attribute, string value) => $"{attribute} eq {JsonSerializer.Serialize(value, Plain)}";
}
