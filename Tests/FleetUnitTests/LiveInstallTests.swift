import FleetTestSupport
import Foundation
import Testing

/// install.sh on the machine itself: in mounts that nobody else sees, over which
/// everything it writes is gone with the process, and with a `systemctl` that
/// writes down what it is asked.
@Suite struct LiveInstallTests {
  private static let spec = Specs.single("", model: ", file: m.gguf")

  private static let mounts = """
    set -euo pipefail
    cd "$1"
    mkdir over
    mount -t tmpfs tmpfs over
    for folder in etc usr var srv; do
      mkdir -p "over/$folder" "over/$folder.work"
      mount -t overlay overlay "/$folder" \
        -o "lowerdir=/$folder,upperdir=$PWD/over/$folder,workdir=$PWD/over/$folder.work"
    done
    mkdir -p /srv/models
    touch /srv/models/m.gguf
    for name in systemctl journalctl sysctl; do
      rm -f "/usr/bin/$name" "/usr/sbin/$name"
      cp "$PWD/$name" "/usr/bin/$name"
    done
    cp /bin/true /usr/local/bin/llama-server
    for name in sbin/nginx bin/prometheus bin/prometheus-node-exporter; do
      cp /bin/true "/usr/$name"
    done

    """

  private static let systemctl = """
    #!/bin/bash
    here=FOLDER
    [[ $1 == is-active ]] || echo "$*" >>"$here/calls"
    case $1 in
      is-active | start | restart) [[ ! -e $here/broken ]] ;;
    esac

    """

  /// Runs the steps, after each of which the calls of `systemctl` are set apart.
  private func run(
    _ steps: String, spec: String = spec
  ) throws -> (result: Tool.Result, calls: [String]) {
    let folder = try TemporaryFolder()
    try Fleet(spec).write("box", to: folder, below: "copies/")
    try folder.write(
      Self.systemctl.replacing("FOLDER", with: folder.path), to: "systemctl", mode: 0o755)
    try folder.write(
      "#!/bin/sh\necho a\necho 'fleetc: the card fell out'\n", to: "journalctl", mode: 0o755)
    try folder.write("#!/bin/sh\n", to: "sysctl", mode: 0o755)
    try folder.write("", to: "calls")
    let bash = try Tool("bash", from: .debian("bash"))
    let result = try Tool("unshare", from: .debian("util-linux")).run(
      ["--mount", bash.path, "-c", Self.mounts + steps, "bash", folder.path])
    let calls = try String(contentsOf: folder.file("calls"), encoding: .utf8)
    return (result, calls.split(separator: "\n").map(String.init))
  }

  @Test func itStartsOnceAndRestartsWhatChanged() throws {
    let (result, calls) = try run(
      """
      copies/install.sh
      stat -c '%U %a' /var/lib/fleetc/fleetc /var/lib/fleetc
      echo next >>calls
      copies/install.sh
      echo next >>calls
      rm /etc/fleetc/one/env
      copies/install.sh
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("fleetc 750\nroot 755\n"))
    let runs = calls.split(separator: "next").map { Array($0) }
    try #require(runs.count == 3, "\(calls)")
    let enabled = "enable --quiet fleetc-one.service nginx.service"
    #expect(runs[0].prefix(3) == ["daemon-reload", enabled, "restart fleetc-one.service"])
    #expect(runs[1] == [enabled, "start fleetc-one.service nginx.service"])
    #expect(runs[2].prefix(3) == ["daemon-reload", enabled, "restart fleetc-one.service"])
  }

  @Test func aUnitThatDoesNotRunIsNamedWithItsReason() throws {
    let (result, _) = try run("touch broken\ncopies/install.sh\n")
    #expect(result.status == 1)
    #expect(result.errors.contains("fleetc-one.service does not run: fleetc: the card fell out\n"))
    #expect(result.errors.contains("the files are installed, but not every unit runs"))
  }

  @Test func aUnitThatIsGoneIsStopped() throws {
    let (result, calls) = try run(
      """
      copies/install.sh
      unit=etc/systemd/system/fleetc-old.service
      cp "/${unit/old/one}" "/$unit"
      echo "$unit" >>/var/lib/fleetc/install.list
      echo next >>calls
      copies/install.sh
      [[ ! -e /$unit ]]
      """)
    #expect(result.status == 0, "\(result.errors)")
    let later = calls.split(separator: "next").last.map { Array($0) } ?? []
    #expect(later.prefix(2) == ["disable --now --quiet fleetc-old.service", "daemon-reload"])
  }

  /// systemd-sysusers fails, as an interruption would end it; then the next run
  /// finds every file as it should be, and no unit told of it.
  @Test func aRunAfterAnInterruptedOneFinishesIt() throws {
    let (result, calls) = try run(
      """
      copies/install.sh
      echo next >>calls
      echo >>/etc/fleetc/one/launch.sh
      rm /etc/nginx/conf.d/fleetc.conf
      userdel fleetc
      rm -f /etc/.pwd.lock
      mkdir /etc/.pwd.lock
      if copies/install.sh; then exit 9; fi
      echo next >>calls
      rmdir /etc/.pwd.lock
      copies/install.sh
      [[ ! -e /var/lib/fleetc/install.pending ]]
      echo next >>calls
      copies/install.sh
      """)
    #expect(result.status == 0, "\(result.errors)")
    let enabled = "enable --quiet fleetc-one.service nginx.service"
    let runs = calls.split(separator: "next", omittingEmptySubsequences: false).map { Array($0) }
    try #require(runs.count == 4, "\(calls)")
    #expect(runs[1] == [])
    #expect(
      runs[2] == [
        "daemon-reload", enabled, "restart fleetc-one.service",
        "reload-or-restart nginx.service",
      ])
    #expect(runs[3] == [enabled, "start fleetc-one.service nginx.service"])
  }

  @Test func uninstallingStopsWhatItsFilesRan() throws {
    let monitored = Self.spec.replacing("32 GB}", with: "32 GB, runs: [prometheus]}")
    let (result, calls) = try run(
      """
      rm -f /etc/prometheus/prometheus.yml
      copies/install.sh
      echo next >>calls
      copies/install.sh --uninstall
      [[ ! -e /etc/fleetc && ! -e /var/lib/fleetc/install.list ]]
      """, spec: monitored)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("stays set until the machine boots\n"))
    let later = calls.split(separator: "next").last.map { Array($0) } ?? []
    #expect(
      later == [
        "disable --now --quiet fleetc-one.service",
        "disable --now --quiet prometheus.service", "daemon-reload",
        "try-reload-or-restart nginx.service",
      ])
  }

  /// It runs on with the configuration that stood there before.
  @Test func prometheusGetsItsOwnConfigurationBack() throws {
    let monitored = Self.spec.replacing("32 GB}", with: "32 GB, runs: [prometheus]}")
    let (result, calls) = try run(
      """
      mkdir -p /etc/prometheus
      echo 'global: {}' >/etc/prometheus/prometheus.yml
      copies/install.sh
      echo next >>calls
      copies/install.sh --uninstall
      [[ $(</etc/prometheus/prometheus.yml) == 'global: {}' ]]
      """, spec: monitored)
    #expect(result.status == 0, "\(result.errors)")
    let later = calls.split(separator: "next").last.map { Array($0) } ?? []
    #expect(later.contains("try-restart prometheus.service"))
    #expect(!later.contains("disable --now --quiet prometheus.service"))
  }
}
