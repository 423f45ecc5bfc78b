import Foundation

/// The border of a country: rings of degrees east and north.
struct MapOutline: Sendable {
  struct Point: Hashable, Sendable {
    var longitude: Double
    var latitude: Double
  }

  /// ISO 3166-1 alpha-2; `XK` for Kosovo.
  var country: String
  var rings: [[Point]]

  /// Europe and what surrounds it. Made with Natural Earth, 1:50m, public domain.
  static let europe: [MapOutline] = {
    let file = Bundle.module.bundleURL.appending(path: "Assets/europe.json")
    // A file of this package that a test reads; without it maps show places alone.
    guard let data = try? Data(contentsOf: file),
      let stored = try? JSONDecoder().decode(Stored.self, from: data)
    else { return [] }
    return stored.outlines
  }()

  private struct Stored: Decodable {
    struct Country: Decodable {
      var code: String
      /// Hundredths of a degree: the first point, then the steps to each next.
      var rings: [[Int]]
    }

    var countries: [Country]

    var outlines: [MapOutline] {
      countries.map { country in
        MapOutline(country: country.code, rings: country.rings.map(Self.ring))
      }
    }

    private static func ring(_ numbers: [Int]) -> [Point] {
      var (x, y) = (0, 0)
      return stride(from: 0, to: numbers.count - 1, by: 2).map { index in
        x += numbers[index]
        y += numbers[index + 1]
        return Point(longitude: Double(x) / 100, latitude: Double(y) / 100)
      }
    }
  }
}

/// Lambert's azimuthal equal-area projection of the sphere around 52° N 10° E, as maps of Europe use.
///
/// Source: Snyder (1987), "Map projections: a working manual", chapter 24.
enum MapProjection {
  /// East and north of the centre, in parts of the Earth's radius.
  static func place(_ point: MapOutline.Point) -> (x: Double, y: Double) {
    let radians = Double.pi / 180
    let (north, centre) = (point.latitude * radians, 52 * radians)
    let east = (point.longitude - 10) * radians
    let nearness = 1 + sin(centre) * sin(north) + cos(centre) * cos(north) * cos(east)
    // The point opposite the centre has no place; it is held at the rim.
    let scale = (2 / max(nearness, 1e-9)).squareRoot()
    return (
      scale * cos(north) * sin(east),
      scale * (cos(centre) * sin(north) - sin(centre) * cos(north) * cos(east))
    )
  }
}
