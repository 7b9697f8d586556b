# The .NET 10 SDK, on the PATH or where its installers put it; or one sentence about what to do.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
  if ! command -v dotnet > /dev/null && [ -n "$folder" ] && [ -x "$folder/dotnet" ]; then
    export DOTNET_ROOT="$folder" PATH="$folder:$PATH"
  fi
done
if ! command -v dotnet > /dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
  echo "The .NET 10 SDK is needed; see https://dotnet.microsoft.com/download." >&2
  exit 1
fi
