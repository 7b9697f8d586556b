using JasperFx;
using SBG.Api.Hosting;

return await SbgHost.Build(args).RunJasperFxCommands(args);
