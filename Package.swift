// swift-tools-version: 6.2

import PackageDescription

/// Every target: Swift 6 mode, warnings as errors, imports that say who may see them.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// One library an engine; each stands on `Exact` alone.
let engines: [Target.Dependency] = [
  "Investment", "Matching", "Maturity", "Opinions", "Ranking", "Tally", "Tracking",
]

let package = Package(
  name: "gradnik",
  defaultLocalization: "en",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "gradnik", targets: ["gradnik"]),
    .library(name: "Exact", targets: ["Exact"]),
    .library(name: "Maturity", targets: ["Maturity"]),
    .library(name: "Tracking", targets: ["Tracking"]),
    .library(name: "Investment", targets: ["Investment"]),
    .library(name: "Civic", targets: ["Civic"]),
    .library(name: "Tally", targets: ["Tally"]),
    .library(name: "Opinions", targets: ["Opinions"]),
    .library(name: "Matching", targets: ["Matching"]),
    .library(name: "Ranking", targets: ["Ranking"]),
  ],
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(
      url: "https://github.com/apple/swift-configuration", from: "1.4.0",
      traits: ["JSON"]),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.34.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

    // Opens the solver HiGHS at run time: see Sources/CHighs/include/CHighs.h and Tools/solver.
    .target(name: "CHighs"),

    .target(
      name: "Exact", dependencies: [.product(name: "BigInt", package: "BigInt")],
      swiftSettings: strict),
    .target(name: "Maturity", dependencies: ["Exact"], swiftSettings: strict),
    .target(name: "Tracking", dependencies: ["Exact"], swiftSettings: strict),
    .target(
      name: "Tally",
      dependencies: ["Exact", .product(name: "BigInt", package: "BigInt")], swiftSettings: strict),
    .target(name: "Opinions", dependencies: ["Exact"], swiftSettings: strict),
    .target(
      name: "Investment",
      dependencies: ["Exact", "CHighs", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: strict),
    .target(name: "Matching", dependencies: ["Exact"], swiftSettings: strict),
    .target(name: "Ranking", dependencies: ["Exact"], swiftSettings: strict),
    .target(
      name: "Civic",
      dependencies: [
        "Exact", .product(name: "Crypto", package: "swift-crypto"),
      ] + engines,
      swiftSettings: strict),
    .target(
      name: "Exchange",
      dependencies: [
        "Civic", "Exact", "CZip", "CCurl", "COpenSSL", .product(name: "BigInt", package: "BigInt"),
        .product(name: "Yams", package: "Yams"),
      ] + engines, resources: [.copy("Printing")], swiftSettings: strict),
    .target(name: "Database", swiftSettings: strict),
    .target(
      name: "DatabaseSQLite",
      dependencies: ["Database", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "DatabasePostgres", dependencies: ["Database", "CPostgres", "COpenSSL"],
      swiftSettings: strict),
    .target(
      name: "Store",
      dependencies: ["Civic", "Exact", "Exchange", "Database"] + engines, swiftSettings: strict),
    .target(
      name: "Pages", dependencies: ["Civic", "Exact", "Exchange"] + engines,
      resources: [.copy("Texts"), .copy("Assets")], swiftSettings: strict),
    .target(
      name: "Web",
      dependencies: [
        "Civic", "Exact", "Exchange", "Database", "Store", "Pages", "CArgon2",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ] + engines, swiftSettings: strict),
    .executableTarget(
      name: "gradnik",
      dependencies: [
        "Civic", "Exact", "Exchange", "Database", "DatabaseSQLite", "DatabasePostgres", "Store",
        "Pages", "Web",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ] + engines, resources: [.copy("Demonstration"), .copy("Frameworks")], swiftSettings: strict),

    .testTarget(name: "LayerTests", swiftSettings: strict),
    .testTarget(
      name: "ExactTests",
      dependencies: ["Exact", .product(name: "BigInt", package: "BigInt")], swiftSettings: strict),
    .testTarget(
      name: "TallyTests",
      dependencies: ["Tally", "Exact", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: strict),
    .testTarget(name: "OpinionsTests", dependencies: ["Opinions", "Exact"], swiftSettings: strict),
    .testTarget(
      name: "InvestmentTests",
      dependencies: ["Investment", "Exact", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: strict),
    .testTarget(
      name: "MatchingTests", dependencies: ["Matching", "Exact"], swiftSettings: strict),
    .testTarget(name: "RankingTests", dependencies: ["Ranking", "Exact"], swiftSettings: strict),
    .testTarget(
      name: "MaturityTests", dependencies: ["Maturity", "Exact"], swiftSettings: strict),
    .testTarget(
      name: "TrackingTests", dependencies: ["Tracking", "Exact"], swiftSettings: strict),
    .testTarget(
      name: "CivicTests", dependencies: ["Civic", "Exact"] + engines,
      swiftSettings: strict),
    .testTarget(
      name: "ExchangeTests",
      dependencies: ["Exchange", "Civic", "Exact"] + engines, swiftSettings: strict),
    .target(
      name: "DatabaseSuite", dependencies: ["Database"], path: "Tests/DatabaseSuite",
      swiftSettings: strict),
    .testTarget(
      name: "DatabaseSQLiteTests",
      dependencies: [
        "DatabaseSuite", "Database", "DatabaseSQLite",
      ], swiftSettings: strict),
    .target(
      name: "TestDatabase",
      dependencies: ["Database", "DatabaseSQLite", "DatabasePostgres", "Store"],
      path: "Tests/TestDatabase", swiftSettings: strict),
    .testTarget(
      name: "DatabasePostgresTests",
      dependencies: [
        "DatabaseSuite", "Database", "DatabasePostgres", "Store", "Civic", "Exact", "TestDatabase",
      ], swiftSettings: strict),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Store", "Database", "TestDatabase", "Civic", "Exact", "Exchange",
      ] + engines, swiftSettings: strict),
    .testTarget(
      name: "PagesTests", dependencies: ["Pages", "Civic", "Exact"] + engines,
      swiftSettings: strict),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Web", "Pages", "Store", "Database", "TestDatabase", "Civic", "Exact", "Exchange",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
      ] + engines, swiftSettings: strict),
    .testTarget(
      name: "GradnikTests", dependencies: ["gradnik", "TestDatabase"], swiftSettings: strict),
  ]
)

// Built only by `make bench`.
if Context.environment["GRADNIK_BENCHMARKS"] != nil {
  package.targets += [
    .executableTarget(
      name: "TrackingBenchmark", dependencies: ["Tracking"], path: "Benchmarks/Tracking"),
    .executableTarget(
      name: "HelloBenchmark", dependencies: [.product(name: "Hummingbird", package: "hummingbird")],
      path: "Benchmarks/Hello"),
  ]
}

// Built only by `Tools/fuzz`.
if Context.environment["GRADNIK_FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .executableTarget(
      name: "GradnikFuzz",
      dependencies: ["Civic", "Exact", "Exchange", "CFuzzer"] + engines,
      path: "Tests/Fuzz", exclude: ["CFuzzer", "Corpus", "Found"], swiftSettings: strict),
  ]
}
