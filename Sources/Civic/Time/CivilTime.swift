internal import Foundation

/// The time that the clocks of a place show: the days of its residents begin and end by it.
public struct CivilTime: Hashable, Sendable {
  /// As the IANA database has it: `Europe/Skopje`.
  public let name: String
  private let zone: TimeZone

  /// - Returns: Nil for a name that is not known here.
  public init?(_ name: String) {
    guard name.utf8.count <= 64, let zone = TimeZone(identifier: name),
      name == Self.universalName || TimeZone.knownTimeZoneIdentifiers.contains(name)
    else { return nil }
    self.name = name
    self.zone = zone
  }

  private static let universalName = "UTC"

  private init() {
    name = Self.universalName
    zone = .gmt
  }

  /// Where nothing else is known.
  public static let universal = CivilTime()

  /// The first moment of a day there; where clocks leap over midnight, the first after the leap.
  public func start(of day: Day) -> Instant {
    let midnight = Instant(startOf: day)
    let around = [-1, 1].map { midnight.adding(milliseconds: $0 * 86_400_000) }
    let candidates = around.map { midnight.adding(seconds: -offset(at: $0)) }.sorted()
    let found = candidates.first { moment in
      self.day(of: moment) == day && self.day(of: moment.adding(milliseconds: -1)) < day
    }
    return found ?? candidates[candidates.count - 1]
  }

  /// The day there.
  public func day(of moment: Instant) -> Day { moment.adding(seconds: offset(at: moment)).day }

  /// Seconds ahead of UTC; negative west of it.
  public func offset(at moment: Instant) -> Int64 {
    let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
    return Int64(zone.secondsFromGMT(for: date))
  }

  /// The name with how far its clocks are from UTC: `Europe/Skopje, UTC+1`.
  public func shown(at moment: Instant) -> String {
    let minutes = offset(at: moment) / 60
    guard minutes != 0 else { return name == Self.universalName ? name : "\(name), UTC" }
    let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
    let tail = rest == 0 ? "" : ":" + FixedDigits.text(Int(rest), width: 2)
    return "\(name), UTC\(minutes < 0 ? "−" : "+")\(hours)\(tail)"
  }
}

extension City {
  /// What its clocks show: as it says, else as is usual in its country.
  public var civilTime: CivilTime {
    timeZone.flatMap { CivilTime($0) } ?? .usual(in: country) ?? .universal
  }
}

extension CivilTime {
  /// The time of a country, of its capital where there are several.
  public static func usual(in country: String) -> CivilTime? { names[country].flatMap { Self($0) } }

  private static let names: [String: String] = {
    let table = """
      AD Europe/Andorra AE Asia/Dubai AL Europe/Tirane AM Asia/Yerevan \
      AR America/Argentina/Buenos_Aires AT Europe/Vienna AU Australia/Sydney AZ Asia/Baku \
      BA Europe/Sarajevo BD Asia/Dhaka BE Europe/Brussels BG Europe/Sofia BO America/La_Paz \
      BR America/Sao_Paulo BY Europe/Minsk CA America/Toronto CH Europe/Zurich CL America/Santiago \
      CN Asia/Shanghai CO America/Bogota CR America/Costa_Rica CY Asia/Nicosia CZ Europe/Prague \
      DE Europe/Berlin DK Europe/Copenhagen DZ Africa/Algiers EC America/Guayaquil \
      EE Europe/Tallinn EG Africa/Cairo ES Europe/Madrid FI Europe/Helsinki FO Atlantic/Faroe \
      FR Europe/Paris GB Europe/London GE Asia/Tbilisi GR Europe/Athens GT America/Guatemala \
      HK Asia/Hong_Kong HR Europe/Zagreb HU Europe/Budapest ID Asia/Jakarta IE Europe/Dublin \
      IL Asia/Jerusalem IS Atlantic/Reykjavik IT Europe/Rome JO Asia/Amman JP Asia/Tokyo \
      KE Africa/Nairobi KG Asia/Bishkek KH Asia/Phnom_Penh KR Asia/Seoul KZ Asia/Almaty \
      LB Asia/Beirut LI Europe/Vaduz LT Europe/Vilnius LU Europe/Luxembourg LV Europe/Riga \
      MA Africa/Casablanca MC Europe/Monaco MD Europe/Chisinau ME Europe/Podgorica \
      MK Europe/Skopje MT Europe/Malta MX America/Mexico_City MY Asia/Kuala_Lumpur \
      NG Africa/Lagos NL Europe/Amsterdam NO Europe/Oslo NZ Pacific/Auckland PE America/Lima \
      PH Asia/Manila PK Asia/Karachi PL Europe/Warsaw PS Asia/Hebron PT Europe/Lisbon \
      PY America/Asuncion RO Europe/Bucharest RS Europe/Belgrade RU Europe/Moscow \
      RW Africa/Kigali SA Asia/Riyadh SE Europe/Stockholm SG Asia/Singapore SI Europe/Ljubljana \
      SK Europe/Bratislava SM Europe/San_Marino SN Africa/Dakar TH Asia/Bangkok TN Africa/Tunis \
      TR Europe/Istanbul TW Asia/Taipei US America/New_York UY America/Montevideo \
      UZ Asia/Tashkent VA Europe/Vatican XK Europe/Belgrade ZA Africa/Johannesburg
      """.split(separator: " ").map(String.init)
    var names: [String: String] = [:]
    for place in stride(from: 0, to: table.count - 1, by: 2) {
      names[table[place]] = table[place + 1]
    }
    // Names that changed: whichever of them is known here.
    for (country, either) in [
      ("UA", ["Europe/Kyiv", "Europe/Kiev"]), ("GL", ["America/Nuuk", "America/Godthab"]),
      ("IN", ["Asia/Kolkata", "Asia/Calcutta"]), ("VN", ["Asia/Ho_Chi_Minh", "Asia/Saigon"]),
    ] {
      names[country] = either.first { CivilTime($0) != nil }
    }
    return names
  }()
}
