// swift-tools-version: 6.2
// A package of its own, so that nobody who builds l10n builds its benchmarks.
import PackageDescription

// What is timed by itself is linked in from the program's own sources.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
  name: "Benchmarks",
  targets: [
    .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0"),
    .target(name: "CUnicode", linkerSettings: [.linkedLibrary("icuuc")]),
    .target(name: "Units", dependencies: ["CUnicode"], swiftSettings: settings),
    .target(name: "LibXML", dependencies: ["CLibxml2"], swiftSettings: settings),
    .target(name: "XLIFF", dependencies: ["Units", "LibXML"], swiftSettings: settings),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq"),
    .target(name: "PostgreSQL", dependencies: ["CPostgreSQL"], swiftSettings: settings),
    .target(
      name: "Memory", dependencies: ["Units", "LibXML", "CSQLite", "PostgreSQL"],
      // The index is no business of other modules, and timed all the same.
      swiftSettings: settings + [.unsafeFlags(["-enable-testing"])]),
    .target(name: "SampleSentences", swiftSettings: settings),
    .executableTarget(
      name: "memory-lookups", dependencies: ["Memory", "Units", "SampleSentences"],
      swiftSettings: settings),
    .executableTarget(
      name: "memory-store", dependencies: ["Memory", "PostgreSQL", "Units", "SampleSentences"],
      swiftSettings: settings),
    .executableTarget(
      name: "xliff-rewrite", dependencies: ["XLIFF", "Units"], swiftSettings: settings),
    .executableTarget(name: "bench", swiftSettings: [.swiftLanguageMode(.v6)]),
    // Peers that have no program of their own.
    .target(name: "PeerInput"),
    .executableTarget(
      name: "icu-sentences", dependencies: ["PeerInput"],
      linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),
    .executableTarget(
      name: "gumbo-parse", dependencies: ["PeerInput"], linkerSettings: [.linkedLibrary("gumbo")]),
  ]
)
