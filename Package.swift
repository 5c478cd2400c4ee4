// swift-tools-version: 6.2
// Imports point one way:
//   l10n → Reports → Project → {Documents, Segmentation, XLIFF, Memory, Checks} → Units
// with LibXML under Documents, Segmentation, XLIFF and Memory, YAML under Documents and Project, and
// PostgreSQL under Memory and Project. Siblings never import each other.
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// For the targets that touch a C library.
let strictSettings = settings + [.strictMemorySafety()]

/// For the targets that define views of memory they do not own.
let lifetimes = SwiftSetting.enableExperimentalFeature("Lifetimes")

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "l10n",
  products: [
    .executable(name: "l10n", targets: ["l10n"]),
    .executable(name: "l10n-server", targets: ["l10n-server"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CMd4c", pkgConfig: "md4c", providers: [.apt(["libmd4c-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    .systemLibrary(
      name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

    .target(name: "CUnicode", linkerSettings: [.linkedLibrary("icuuc")]),
    .target(name: "Units", dependencies: ["CUnicode"], swiftSettings: settings),
    .target(
      name: "LibXML", dependencies: ["CLibxml2"], swiftSettings: strictSettings + [lifetimes]),
    .target(name: "YAML", dependencies: ["CYAML"], swiftSettings: strictSettings),
    .target(name: "PostgreSQL", dependencies: ["CPostgreSQL"], swiftSettings: strictSettings),
    .target(
      name: "CRegex",
      linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),
    .target(
      name: "Segmentation", dependencies: ["Units", "LibXML", "CRegex"],
      swiftSettings: strictSettings + [lifetimes]),
    .target(
      name: "Documents",
      dependencies: ["Units", "LibXML", "YAML", "CMd4c", "CGumbo", "CZip"],
      swiftSettings: strictSettings),
    .target(name: "XLIFF", dependencies: ["Units", "LibXML"], swiftSettings: settings),
    .target(
      name: "Memory", dependencies: ["Units", "LibXML", "CSQLite", "PostgreSQL"],
      swiftSettings: strictSettings + [lifetimes]),
    .target(name: "Checks", dependencies: ["Units"], swiftSettings: settings),
    .target(
      name: "Project",
      dependencies: [
        "Units", "Documents", "Segmentation", "XLIFF", "Memory", "Checks", "YAML", "PostgreSQL",
      ],
      swiftSettings: settings),
    .target(
      name: "Reports", dependencies: ["Units", "Checks", "Memory", "Project"],
      swiftSettings: settings),
    .executableTarget(
      name: "l10n",
      dependencies: [
        "Units", "Segmentation", "XLIFF", "Memory", "Project", "Reports", argumentParser,
      ],
      swiftSettings: settings),

    .executableTarget(
      name: "l10n-server",
      dependencies: [
        "Units", "Memory", "Project", "Reports", argumentParser,
        .product(name: "FlyingFox", package: "FlyingFox"),
      ],
      // FlyingFox uses Foundation's networking, which stands on libcurl.
      swiftSettings: settings, linkerSettings: [.linkedLibrary("curl")]),

    .testTarget(name: "YAMLTests", dependencies: ["YAML"], swiftSettings: settings),
    .testTarget(name: "UnitsTests", dependencies: ["Units"], swiftSettings: settings),
    .testTarget(
      name: "SegmentationTests", dependencies: ["Segmentation", "Units"],
      resources: [.copy("Development")], swiftSettings: settings),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents", "Segmentation", "Units"],
      resources: [.copy("Fixtures")], swiftSettings: settings),
    .testTarget(name: "XLIFFTests", dependencies: ["XLIFF", "Units"], swiftSettings: settings),
    .target(
      name: "TestServer", dependencies: ["PostgreSQL"], path: "Tests/TestServer",
      swiftSettings: settings),
    .testTarget(
      name: "MemoryTests", dependencies: ["Memory", "PostgreSQL", "TestServer", "Units"],
      swiftSettings: settings),
    .testTarget(name: "ChecksTests", dependencies: ["Checks", "Units"], swiftSettings: settings),
    .testTarget(
      name: "ProjectTests", dependencies: ["Project", "Memory", "XLIFF", "Units"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests", dependencies: ["l10n", "l10n-server", "TestServer"],
      resources: [.copy("Snapshots")], swiftSettings: settings),
  ]
)
