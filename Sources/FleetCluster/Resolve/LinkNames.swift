/// Networks that every spec has.
enum LinkNames {
  static let builtIn = ["lan", "internet"]
}
