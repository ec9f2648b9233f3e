/// A root folder with just enough in it for systemd to judge a node's files by:
/// what a distribution and the programs' own packages bring.
package struct UnitRoot {
  package let folder: TemporaryFolder

  private static let programs = [
    "usr/local/bin/llama-server", "usr/local/bin/ollama", "opt/llama/bin/llama-server",
    "home/alice/llama-server", "usr/sbin/nginx", "usr/bin/prometheus",
    "usr/bin/prometheus-node-exporter", "bin/bash", "bin/kill",
  ]

  package init() throws {
    folder = try TemporaryFolder()
    for target in ["sysinit", "basic", "multi-user", "network-online", "shutdown"] {
      try folder.write("[Unit]\nDescription=x\n", to: "usr/lib/systemd/system/\(target).target")
    }
    try folder.write(Self.ollama, to: "etc/systemd/system/ollama.service")
    try folder.write(Self.prometheus, to: "usr/lib/systemd/system/prometheus.service")
    for program in Self.programs {
      try folder.write("#!/bin/sh\n", to: program, mode: 0o755)
    }
  }

  /// What systemd says of units; nothing where all is well. It ends with 0 where
  /// it only warns: of an unknown key, of a value that it drops.
  package func complaints(of units: [String]) throws -> String {
    let result = try Tool("systemd-analyze", from: .debian("systemd")).run(
      ["--root=\(folder.path)", "--man=no", "verify"] + units)
    return result.status == 0 ? result.errors : "status \(result.status): \(result.errors)"
  }

  /// As Ollama's installer writes it.
  private static let ollama = """
    [Unit]
    Description=Ollama Service
    After=network-online.target

    [Service]
    ExecStart=/usr/local/bin/ollama serve
    User=ollama
    Group=ollama
    Restart=always
    RestartSec=3
    Environment="PATH=/usr/bin"

    [Install]
    WantedBy=default.target

    """

  /// As Debian's package has it, but for its sandbox.
  private static let prometheus = """
    [Unit]
    Description=Monitoring system and time series database

    [Service]
    Restart=on-failure
    User=prometheus
    EnvironmentFile=/etc/default/prometheus
    ExecStart=/usr/bin/prometheus $ARGS
    ExecReload=/bin/kill -HUP $MAINPID
    TimeoutStopSec=20s
    SendSIGKILL=no

    [Install]
    WantedBy=multi-user.target

    """
}
