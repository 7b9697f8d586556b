using SBG.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(Api))]
