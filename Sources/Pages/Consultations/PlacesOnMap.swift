import Civic
import Exact

/// A city's map with what residents can choose or have proposed, and what has no place on it.
struct PlacesOnMap: Component {
  struct Item {
    let number: Int
    let name: String
    let href: String
    let district: String?
    let latitude: ExactDecimal?
    let longitude: ExactDecimal?
  }

  let frame: PageFrame
  let city: City
  let title: TextKey
  let nameHeading: TextKey
  let items: [Item]

  var html: HTML {
    let texts = frame.texts
    let places = items.compactMap(place)
    guard !places.isEmpty else { return .empty }
    let without = items.filter { point($0) == nil }.map(label)
    let rest: HTML? =
      without.isEmpty
      ? nil
      : "<p class=\"hint\">\(texts(.placeMapWithout, ["names": .text(texts.formats.list(without))]))</p>"
    return """
      \(PlaceMap(
        id: "place-map",
        words: ChartWords(
          title: texts(title), description: texts(.placeMapDescription), table: texts(.chartTable),
          empty: texts(.placeMapEmpty)),
        signs: PlaceMap.Signs(north: texts(.placeMapNorth)) { kilometres in
          texts(.placeMapDistance, ["number": .text(
            texts.formats.number(kilometres, decimals: kilometres < 1 ? 1 : 0))])
        },
        centre: centre, places: places, numberHeading: texts(.placeMapNumber),
        nameHeading: texts(nameHeading),
        factHeadings: [
          texts(.actionDistrictLabel), texts(.fieldLatitude), texts(.fieldLongitude),
        ]))\(rest)
      """
  }

  private func label(_ item: Item) -> String {
    let name = "\(item.number). \(item.name)"
    return item.district.map { "\(name) (\($0))" } ?? name
  }

  private var centre: MapOutline.Point? {
    guard let latitude = city.latitude, let longitude = city.longitude else { return nil }
    return MapOutline.Point(
      longitude: longitude.approximation, latitude: latitude.approximation)
  }

  private func point(_ item: Item) -> MapOutline.Point? {
    guard let latitude = item.latitude, let longitude = item.longitude else { return nil }
    return MapOutline.Point(
      longitude: longitude.approximation, latitude: latitude.approximation)
  }

  private func place(_ item: Item) -> PlaceMap.Place? {
    point(item).map { point in
      PlaceMap.Place(
        number: item.number, name: item.name, href: item.href, point: point,
        facts: [
          item.district ?? "–", item.latitude.map { "\($0)" } ?? "–",
          item.longitude.map { "\($0)" } ?? "–",
        ])
    }
  }
}
