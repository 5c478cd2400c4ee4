import Glibc
import Units
import XLIFF

/// Reads an XLIFF file into the model, and writes it where a version is named: what the program does
/// with records, and no more.
///
///     xliff-rewrite FILE [VERSION]
@main struct Rewrite {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, let file = fopen(arguments[1], "rb") else {
      print("usage: xliff-rewrite FILE [VERSION]")
      exit(2)
    }
    defer { fclose(file) }
    var part = [UInt8](repeating: 0, count: 1 << 16)
    let records = try XLIFFReader().read { () -> ArraySlice<UInt8> in
      let count = fread(&part, 1, part.count, file)
      return part[..<count]
    }
    var size = 0
    if arguments.count > 2, let version = XLIFFVersion(rawValue: arguments[2]) {
      for record in records { size += XLIFFWriter(version: version).write(record).count }
    }
    print(records.reduce(0) { $0 + $1.units.count }, size)
  }
}
