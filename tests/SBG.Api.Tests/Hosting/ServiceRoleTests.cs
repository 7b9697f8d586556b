using System.Security.Cryptography;
using FluentAssertions;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using SBG.Api.Hosting;
using SBG.Ops;
using SBG.Testing;
using SBG.Testing.Worlds;
using Xunit;

namespace SBG.Api.Tests.Hosting;

/// <summary>In Production the service runs as a role that may record events and may not touch them afterwards.</summary>
public sealed class ServiceRoleTests
{
    [Theory]
    [InlineData("update sbg.mt_events set data = data")]
    [InlineData("delete from sbg.mt_events")]
    [InlineData("truncate sbg.mt_events")]
    [InlineData("delete from sbg.mt_streams")]
    [InlineData("delete from sbg.usage_keys")]
    [InlineData("update sbg.audit_leaves set hashes = hashes")]
    [InlineData("delete from sbg.audit_checkpoints")]
    [InlineData("alter table sbg.mt_events add column more text")]
    public async Task The_service_works_as_a_role_that_cannot_rewrite_history(string forbidden)
    {
        await using var api = new Restricted();
        await api.InitializeAsync();
        await api.BecomeRestricted();
        try
        {
            await api.Restart();
            var client = await ActiveClient.Of(api);
            await api.As("agent.mcn").Until((await ApprovedRequest.Of(api, client, await PublishedOffer.Of(api))).Path, told => told.GetProperty("status").GetString() == "completed");
            await api.As("admin.mcn").Until(client.Path + "/file", _ => true);

            await using var database = NpgsqlDataSource.Create(api.RoleConnection!);
            await using var command = database.CreateCommand(forbidden);
            (await command.Invoking(attempt => attempt.ExecuteNonQueryAsync()).Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
        }
        finally
        {
            await api.DropRole();
        }
    }

    private sealed class Restricted : Testing.Api
    {
        private readonly string _role = "sbg_" + Guid.NewGuid().ToString("N")[..12];

        public string? RoleConnection { get; private set; }

        protected override string Environment => RoleConnection is null ? "Development" : "Production";

        public override Task<string> Token(string persona) => Task.FromResult(Forge(persona, TokenFlaw.None));

        public async Task BecomeRestricted()
        {
            await Run($"create role {_role} login password 'essai'");
            await Run((await File.ReadAllTextAsync(Repository.Below("ops", "service-role.sql"))).Replace("sbg_service", _role, StringComparison.Ordinal));
            RoleConnection = new NpgsqlConnectionStringBuilder(ConnectionString) { Username = _role, Password = "essai" }.ConnectionString;
        }

        public Task DropRole() => Run($"drop owned by {_role}; drop role {_role}");

        protected override void Configure(WebApplicationBuilder builder)
        {
            builder.Configuration["Sealing:CurrentKey"] = "essai";
            builder.Configuration["Sealing:Keys:essai"] = Convert.ToBase64String(new byte[32]);
            builder.Configuration["Audit:SigningKeys:0"] = Convert.ToBase64String(new byte[32]);
            if (RoleConnection is null)
            {
                return;
            }

            var secrets = DevelopmentSecrets.LoadOrCreate(builder.Configuration.SecretsFile());
            var signing = ECDsa.Create();
            signing.ImportPkcs8PrivateKey(Convert.FromBase64String(secrets.SigningKey), out _);
            var provider = new OpenIdConnectConfiguration { Issuer = builder.Configuration["Identity:Issuer"] };
            provider.SigningKeys.Add(new ECDsaSecurityKey(signing) { KeyId = Convert.ToHexStringLower(SHA256.HashData(signing.ExportSubjectPublicKeyInfo())[..8]) });
            builder.Configuration["ConnectionStrings:Sbg"] = RoleConnection;
            builder.Configuration["Identity:Authority"] = "https://identite.example/";
            builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.Configuration = provider);
        }

        private async Task Run(string sql)
        {
            await using var owner = NpgsqlDataSource.Create(ConnectionString);
            await using var command = owner.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
