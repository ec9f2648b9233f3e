import FleetTestSupport
import Foundation

/// A root folder with just enough in it for systemd to judge units by.
struct UnitRoot {
  let folder: TemporaryFolder

  static let programs = [
    "usr/local/bin/llama-server", "usr/local/bin/ollama", "opt/llama/bin/llama-server",
    "home/alice/llama-server", "usr/sbin/nginx", "usr/bin/prometheus",
    "usr/bin/prometheus-node-exporter", "bin/bash",
  ]

  init() throws {
    folder = try TemporaryFolder()
    for target in ["sysinit", "basic", "multi-user", "network-online", "shutdown"] {
      try folder.write("[Unit]\nDescription=x\n", to: "usr/lib/systemd/system/\(target).target")
    }
    try folder.write(Self.ollama, to: "etc/systemd/system/ollama.service")
    for program in Self.programs {
      try folder.write("#!/bin/sh\n", to: program, mode: 0o755)
    }
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
}
