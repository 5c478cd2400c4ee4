// swift-tools-version: 6.2
// A package of its own, so that nobody who builds l10n builds its benchmarks.
import PackageDescription

let package = Package(
  name: "Benchmarks",
  targets: [
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
