import Foundation
import Glibc

/// A thread whose mounts nobody else sees, and that are gone when it ends.
///
/// The way to a full disk and to a read-only folder for a test that runs as
/// root, which no permission bits stop.
enum PrivateMounts {
  struct NotAllowed: Error, CustomStringConvertible {
    var step: String
    var code: Int32
    var description: String {
      "cannot \(step): \(String(cString: strerror(code))); run the tests as root, "
        + "where a container with CAP_SYS_ADMIN"
    }
  }

  /// Runs the body on such a thread and waits for it.
  static func run(_ body: @escaping @Sendable (Mounts) throws -> Void) throws {
    let work = Work(body)
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      work.run()
      done.signal()
    }
    done.wait()
    try work.result.get()
  }

  /// The body and its result. The body is let go of before the thread says that
  /// it is done: what it holds must not end among the private mounts.
  private final class Work: @unchecked Sendable {
    private var body: (@Sendable (Mounts) throws -> Void)?
    private(set) var result: Swift.Result<Void, any Error> = .success(())

    init(_ body: @escaping @Sendable (Mounts) throws -> Void) { self.body = body }

    func run() {
      result = Swift.Result { try body?(Mounts()) }
      body = nil
    }
  }
}

/// The mounts that a test makes.
struct Mounts {
  private typealias Unshare = @convention(c) (Int32) -> Int32
  private typealias Mount =
    @convention(c) (
      UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UInt,
      UnsafeRawPointer?
    ) -> Int32

  // The kernel's numbers: Swift's Glibc module shows neither call nor names.
  private static let newNamespace: Int32 = 0x20000
  private static let readOnly: UInt = 1
  private static let remount: UInt = 32
  private static let bind: UInt = 4096
  private static let recursivePrivate: UInt = 16384 | 1 << 18

  fileprivate init() throws {
    guard let symbol = dlsym(nil, "unshare") else {
      throw PrivateMounts.NotAllowed(step: "find unshare", code: ENOSYS)
    }
    if unsafeBitCast(symbol, to: Unshare.self)(Self.newNamespace) != 0 {
      throw PrivateMounts.NotAllowed(step: "make private mounts", code: errno)
    }
    try mount(nil, "/", nil, Self.recursivePrivate, nil)
  }

  /// A file system in memory with so much room.
  func memory(at folder: URL, bytes: Int) throws {
    try mount("tmpfs", folder.path, "tmpfs", 0, "size=\(bytes)")
  }

  func bind(_ source: URL, at folder: URL) throws {
    try mount(source.path, folder.path, nil, Self.bind, nil)
  }

  /// Makes a folder one that nobody may write to, root included.
  func readOnly(_ folder: URL) throws {
    try bind(folder, at: folder)
    try mount(nil, folder.path, nil, Self.bind | Self.remount | Self.readOnly, nil)
  }

  /// A layer to write over a folder that stays as it is.
  func overlay(lower: URL, upper: URL, work: URL, at folder: URL) throws {
    let layers = "lowerdir=\(lower.path),upperdir=\(upper.path),workdir=\(work.path)"
    try mount("overlay", folder.path, "overlay", 0, layers)
  }

  private func mount(
    _ source: String?, _ target: String, _ type: String?, _ flags: UInt, _ data: String?
  ) throws {
    guard let symbol = dlsym(nil, "mount") else {
      throw PrivateMounts.NotAllowed(step: "find mount", code: ENOSYS)
    }
    let call = unsafeBitCast(symbol, to: Mount.self)
    let result = target.withCString { target in
      withOptional(source) { source in
        withOptional(type) { type in
          withOptional(data) { call(source, target, type, flags, UnsafeRawPointer($0)) }
        }
      }
    }
    if result != 0 { throw PrivateMounts.NotAllowed(step: "mount on \(target)", code: errno) }
  }

  private func withOptional(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Int32
  ) -> Int32 {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
  }
}
