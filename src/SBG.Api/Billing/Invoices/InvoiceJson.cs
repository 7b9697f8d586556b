using System.Security.Cryptography;
using System.Text.Json;
using SBG.Domain.Billing.Invoices;
using SBG.Projections.Kernel;

namespace SBG.Api.Billing.Invoices;

/// <summary>The bytes of an invoice: its content as the store writes it.</summary>
internal static class InvoiceJson
{
    /// <summary>The content as UTF-8 JSON.</summary>
    /// <param name="content">The content.</param>
    public static byte[] Bytes(InvoiceContent content) => JsonSerializer.SerializeToUtf8Bytes(content, StoreJson.Options);

    /// <summary>SHA-256 of the bytes, lower-case hexadecimal.</summary>
    /// <param name="content">The content.</param>
    public static string Hash(InvoiceContent content) => Convert.ToHexStringLower(SHA256.HashData(Bytes(content)));
}
