/// What kind of file a template makes: the first folder of its path. A suffix
/// would not do, since `.conf` is five formats.
struct TemplateFormat: Hashable, Sendable {
  let folder: String
  /// How holes are judged.
  let start: SlotState
  /// Bytes that give the next one another meaning: no hole may follow one, for
  /// a name after `$` or `%`, or a letter after `\`, is no longer itself.
  let escapes: [UInt8]
  /// The longest line the reader takes, line end included.
  let lineLimitBytes: Int?

  private init(
    _ folder: String, _ start: SlotState, escapes: String = "", lineLimitBytes: Int? = nil
  ) {
    self.folder = folder
    self.start = start
    self.escapes = Array(escapes.utf8)
    self.lineLimitBytes = lineLimitBytes
  }

  static let all = [
    TemplateFormat("env", .environmentFile(EnvironmentFileState()), escapes: #"\$"#),
    TemplateFormat("keepalived", .opaque("a keepalived file"), escapes: "$"),
    TemplateFormat("nginx", .nginx(NginxState()), escapes: #"\$"#, lineLimitBytes: 4095),
    TemplateFormat("njs", .opaque("a script of nginx"), escapes: #"\$"#),
    TemplateFormat("redis", .opaque("a redis file"), escapes: #"\"#),
    TemplateFormat("runit", .shell(ShellState()), escapes: #"\$"#),
    TemplateFormat("shell", .shell(ShellState()), escapes: #"\$"#),
    TemplateFormat("sysctl", .opaque("a sysctl file")),
    TemplateFormat("systemd", .systemd(SystemdState()), escapes: #"\$%"#),
    TemplateFormat("sysusers", .opaque("a sysusers file"), escapes: #"\%"#),
    TemplateFormat("tmpfiles", .opaque("a tmpfiles file"), escapes: #"\%"#),
  ]

  /// The format of a template's path, or nil where no folder says.
  static func of(_ path: String) -> TemplateFormat? {
    let folder = path.prefix { $0 != "/" }
    return all.first { $0.folder == folder && path.utf8.count > folder.utf8.count + 1 }
  }
}
