using System.Collections.Concurrent;
using System.Text.Json;

namespace SBG.Ops.Outside;

/// <summary>An instance that a broker holds.</summary>
/// <param name="Service">Its service offering.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Parameters">Its parameters, as JSON.</param>
public sealed record BrokerInstance(string Service, string Plan, string Parameters)
{
    /// <summary>What goes on with it: <c>create</c>, <c>update</c>, <c>delete</c>; null: nothing.</summary>
    public string? Operation { get; init; }

    /// <summary>How often it must still be asked for.</summary>
    public int Polls { get; init; }

    /// <summary>Parameters that it will have.</summary>
    public string? Next { get; init; }

    /// <summary>Whether what goes on will fail.</summary>
    public bool Fails { get; init; }
}

/// <summary>A broker written from the rules of the Open Service Broker API 2.17: catalogue, instances, asynchronous operations, concurrency, retrieval.</summary>
public sealed class ServiceBroker : OutsideServer
{
    /// <summary>The credentials that it knows: <c>sbg:secret</c>, as Basic has them.</summary>
    public static readonly string Authorization = "Basic " + Convert.ToBase64String("sbg:secret"u8);

    private readonly object _gate = new();

    /// <summary>What it holds, by id.</summary>
    public ConcurrentDictionary<string, BrokerInstance> Instances { get; } = new();

    /// <summary>Ids that it held once and deleted.</summary>
    public ConcurrentBag<string> Deleted { get; } = [];

    /// <summary>How many ids were ever made.</summary>
    public int Made { get; private set; }

    /// <summary>How often an operation must be asked for until it is over; 0: everything is done at once.</summary>
    public int Polls { get; set; }

    /// <summary>Whether the next asynchronous operation fails.</summary>
    public bool NextFails { get; set; }

    /// <summary>Its catalogue; changed by tests.</summary>
    public object Catalogue { get; set; } = CatalogueOf("Bureau virtuel standard");

    /// <summary>A catalogue of one offering with two plans.</summary>
    /// <param name="description">The description of the first plan.</param>
    /// <param name="plans">Which plans.</param>
    public static object CatalogueOf(string description, params string[] plans) => new
    {
        services = new[]
        {
            new
            {
                id = "svc-bureau",
                name = "bureau-virtuel",
                description = "Bureaux virtuels (fictif)",
                bindable = false,
                instances_retrievable = true,
                metadata = new { displayName = "Bureau virtuel" },
                plans = (plans.Length == 0 ? ["standard", "grand"] : plans).Select(name => new
                {
                    id = "plan-" + name,
                    name,
                    description = name == "standard" ? description : "Un plan " + name,
                    maximum_polling_duration = 600,
                    schemas = new
                    {
                        service_instance = new
                        {
                            create = new
                            {
                                parameters = new Dictionary<string, object>
                                {
                                    ["$schema"] = "http://json-schema.org/draft-07/schema#",
                                    ["type"] = "object",
                                    ["properties"] = new Dictionary<string, object>
                                    {
                                        ["memoire"] = new { type = "integer", title = "Mémoire (Go)", @enum = new[] { 8, 16 } },
                                        ["region"] = new { type = "string", @enum = new[] { "quebec", "montreal" } },
                                        ["surnom"] = new { type = "string" },
                                    },
                                    ["required"] = new[] { "memoire" },
                                },
                            },
                        },
                    },
                }).ToArray(),
            },
        },
    };

    /// <inheritdoc/>
    protected override Told Answer(Received request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Headers.GetValueOrDefault("Authorization") != Authorization)
        {
            return new(401, new { });
        }

        if (!request.Headers.TryGetValue("X-Broker-API-Version", out var version) || version != "2.17")
        {
            return new(412, new { description = "2.17 is needed" });
        }

        if (request.Path == "/v2/catalog")
        {
            return new(200, Catalogue);
        }

        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ["v2", "service_instances", var id, ..])
        {
            return new(404, new { });
        }

        lock (_gate)
        {
            return (request.Method, parts.Length) switch
            {
                ("GET", 4) => LastOperation(id, request.Query["operation"].ToString()),
                ("GET", _) => Fetch(id),
                ("PUT", _) => Put(id, request),
                ("PATCH", _) => Patch(id, request),
                ("DELETE", _) => Delete(id, request),
                _ => new(405),
            };
        }
    }

    private Told Put(string id, Received request)
    {
        var body = request.Json;
        if (!Has(body, "service_id", out var service) || !Has(body, "plan_id", out var plan) || !Has(body, "organization_guid", out _) || !Has(body, "space_guid", out _))
        {
            return new(400, new { description = "a field is missing" });
        }

        if (Deleted.Contains(id))
        {
            return new(400, new { description = "the id was used before" });
        }

        var parameters = body.TryGetProperty("parameters", out var told) ? told.GetRawText() : "{}";
        if (Instances.TryGetValue(id, out var known))
        {
            return (known.Service, known.Plan, known.Parameters) != (service, plan, parameters) || known.Operation is "update" or "delete" ? new(409, new { })
                : known.Operation is null ? new(200, new { })
                : new(202, new { operation = known.Operation });
        }

        Made++;
        return Begin(id, new(service, plan, parameters), "create", request, 201);
    }

    private Told Patch(string id, Received request)
    {
        if (!Instances.TryGetValue(id, out var known))
        {
            return new(400, new { });
        }

        if (known.Operation is not null)
        {
            return new(422, new { error = "ConcurrencyError" });
        }

        var next = request.Json.TryGetProperty("parameters", out var told) ? told.GetRawText() : known.Parameters;
        return Polls == 0 ? Held(id, known with { Parameters = next }, 200) : Begin(id, known with { Next = next }, "update", request, 200);
    }

    private Told Delete(string id, Received request)
    {
        if (!Instances.TryGetValue(id, out var known))
        {
            return new(410, new { });
        }

        if (known.Operation == "delete")
        {
            return new(202, new { operation = "delete" });
        }

        if (known.Operation == "update")
        {
            return new(422, new { error = "ConcurrencyError" });
        }

        if (Polls > 0)
        {
            return Begin(id, known, "delete", request, 200);
        }

        Forget(id);
        return new(200, new { });
    }

    private Told Begin(string id, BrokerInstance instance, string operation, Received request, int atOnce)
    {
        if (Polls == 0)
        {
            return Held(id, instance, atOnce);
        }

        if (request.Query["accepts_incomplete"] != "true")
        {
            return new(422, new { error = "AsyncRequired" });
        }

        Instances[id] = instance with { Operation = operation, Polls = Polls, Fails = NextFails };
        NextFails = false;
        return new(202, new { operation });
    }

    private Told Held(string id, BrokerInstance instance, int status)
    {
        Instances[id] = instance;
        return new(status, new { });
    }

    private Told LastOperation(string id, string operation)
    {
        if (!Instances.TryGetValue(id, out var known))
        {
            return Deleted.Contains(id) ? new(410, new { }) : new(404, new { });
        }

        if (known.Operation is { } running)
        {
            if (operation.Length > 0 && operation != running)
            {
                return new(400, new { });
            }

            if (known.Polls > 1)
            {
                Instances[id] = known with { Polls = known.Polls - 1 };
                return new(200, new { state = "in progress" }) { RetryAfter = 1 };
            }

            if (known.Fails)
            {
                Instances[id] = known with { Operation = null, Fails = false, Next = null };
                return new(200, new { state = "failed", description = "No." });
            }

            if (running == "delete")
            {
                Forget(id);
                return new(410, new { });
            }

            Instances[id] = known with { Operation = null, Parameters = known.Next ?? known.Parameters, Next = null };
        }

        return new(200, new { state = "succeeded" });
    }

    private Told Fetch(string id) =>
        !Instances.TryGetValue(id, out var known) || known.Operation == "create" ? new(404, new { })
        : known.Operation is not null ? new(422, new { error = "ConcurrencyError" })
        : new(200, new { service_id = known.Service, plan_id = known.Plan, parameters = JsonDocument.Parse(known.Parameters).RootElement });

    private void Forget(string id)
    {
        Instances.TryRemove(id, out _);
        Deleted.Add(id);
    }

    private static bool Has(JsonElement body, string name, out string value)
    {
        value = body.TryGetProperty(name, out var told) && told.ValueKind == JsonValueKind.String ? told.GetString()! : string.Empty;
        return value.Length > 0;
    }
}
