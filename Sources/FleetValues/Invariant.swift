/// Stops the program where our own reasoning turned out wrong.
///
/// A user's mistake is a `Diagnostic`, the world's failure is a thrown error;
/// this is for neither. The command line turns the trap into exit 70 and "this
/// is a bug in fleetc", so the sentence must survive a release build.
package func invariant(
  _ condition: @autoclosure () -> Bool, _ sentence: @autoclosure () -> String,
  file: StaticString = #fileID, line: UInt = #line
) {
  if !condition() { broken(sentence(), file: file, line: line) }
}

/// Stops the program where a value that must exist does not.
package func broken(
  _ sentence: String, file: StaticString = #fileID, line: UInt = #line
) -> Never {
  fatalError("fleetc invariant broken: \(sentence)", file: file, line: line)
}
