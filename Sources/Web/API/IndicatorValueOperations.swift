import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// The values of a city's indicators.
struct IndicatorValueOperations {
  private static let path = "/cities/:city/register/indicators/:record/values"

  var all: [APIOperation] { [list, add] }

  private static let qualities = APISchema.choice(
    ValueQuality.allCases.map { .string($0.rawValue) })

  private static func given(isRequired: Bool) -> [APIProperty] {
    [
      APIProperty(
        name: "period", schema: .text(APIText(longest: 20)), isRequired: true),
      APIProperty(
        name: "breakdown", schema: .text(APIText(longest: 200)), isRequired: isRequired),
      APIProperty(name: "value", schema: .text(APIText(form: .decimal)), isRequired: !isRequired),
      APIProperty(name: "quality", schema: qualities, isRequired: isRequired),
      APIProperty(name: "note", schema: .text(APIText(longest: 2000)), isRequired: false),
    ]
  }

  private var list: APIOperation {
    let item = APISchema.object(
      Self.given(isRequired: true) + [
        APIProperty(name: "revision", schema: .whole(APISchema.exact), isRequired: true),
        APIProperty(name: "at", schema: .text(APIText(form: .instant)), isRequired: true),
      ])
    return APIOperation(
      method: .get, path: Self.path, name: "listIndicatorValues", topic: .register,
      summary: "The values of an indicator, in their order of time", answer: .list(of: item)
    ) { request in
      let indicator: CityIndicator = try await EntryOperations.found(request)
      let values = try await request.services.indicators.values(of: indicator)
      return .list(
        values.enumerated().map { index, value in
          let place = String(index)
          return APIItem(
            id: String(repeating: "0", count: max(0, 8 - place.utf8.count)) + place,
            json: value.open)
        })
    }
  }

  private var add: APIOperation {
    APIOperation(
      method: .post, path: Self.path, name: "addIndicatorValue", topic: .register,
      summary: "Write the value of an indicator for a period; what stood there is kept",
      access: .token, body: .json(.object(Self.given(isRequired: false))), answer: .nothing
    ) { request in
      let indicator: CityIndicator = try await EntryOperations.found(request)
      let body = request.body
      guard let number = body["value"]?.string.flatMap({ ExactDecimal($0) }) else {
        throw APIFault(
          .unprocessableContent, Message("apiInvalid"),
          faults: [APIFieldFault("/value", "apiFieldForm")])
      }
      let value = IndicatorValue(
        period: body["period"]?.string ?? "", breakdown: body["breakdown"]?.string ?? "",
        value: number,
        quality: body["quality"]?.string.flatMap(ValueQuality.init(rawValue:)) ?? .normal,
        note: body["note"]?.string, at: request.now)
      try await request.services.indicators.write(
        [value], of: indicator.id, by: request.viewer, at: request.now)
      return .nothing
    }
  }
}

extension IndicatorValue {
  /// Without who wrote it, which is of the city's own people.
  fileprivate var open: JSONValue {
    var object = JSONObject()
    object["period"] = .string(period)
    object["breakdown"] = .string(breakdown)
    object["value"] = value.map { .string($0.description) }
    object["quality"] = .string(quality.rawValue)
    object["note"] = note.map { .string($0) }
    object["revision"] = JSONNumber(exactly: Int64(revision)).map { .number($0) }
    object["at"] = .string(at.description)
    return .object(object)
  }
}
