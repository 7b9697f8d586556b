using JasperFx;
using SBG.Api.Hosting;

var app = SbgHost.Build(args);
if (args is [] or ["run"])
{
    await app.RunAsync();
    return 0;
}

return await app.RunJasperFxCommands(args); // db-apply, db-assert, codegen, projections, describe, storage, rewrap-keys
