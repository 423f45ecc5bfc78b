// swift-tools-version: 6.2

import PackageDescription

/// Exact and Civic with their tests, to be built again with counters; see Tools/coverage.
let engines: [Target.Dependency] = [
  "Investment", "Matching", "Maturity", "Opinions", "Ranking", "Tally", "Tracking",
]

let package = Package(
  name: "coverage",
  dependencies: [
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "Exact", dependencies: [.product(name: "BigInt", package: "BigInt")]),
    .target(name: "Tracking", dependencies: ["Exact"]),
    .target(name: "Maturity", dependencies: ["Exact"]),
    .target(name: "Matching", dependencies: ["Exact"]),
    .target(name: "Opinions", dependencies: ["Exact"]),
    .target(name: "Ranking", dependencies: ["Exact"]),
    .target(
      name: "Tally", dependencies: ["Exact", .product(name: "BigInt", package: "BigInt")]),
    .target(name: "CHighs"),
    .target(
      name: "Investment",
      dependencies: ["Exact", "CHighs", .product(name: "BigInt", package: "BigInt")]),
    .target(
      name: "Civic",
      dependencies: [
        "Exact", .product(name: "Crypto", package: "swift-crypto"),
      ] + engines),
    .testTarget(
      name: "ExactTests", dependencies: ["Exact", .product(name: "BigInt", package: "BigInt")]),
    .testTarget(name: "CivicTests", dependencies: ["Civic", "Exact"] + engines),
  ]
)
