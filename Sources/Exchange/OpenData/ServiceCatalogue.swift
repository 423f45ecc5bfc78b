public import Civic
import Exact

/// A city's public services as linked data, in Turtle.
///
/// Source: CPSV-AP 3.2.0, "Core Public Service Vocabulary Application Profile", SEMIC.
public struct ServiceCatalogue: Sendable {
  let city: City
  let services: [PublicService]
  let organisations: [Organisation]
  /// The site's address, without a slash at the end.
  let base: String

  /// - Parameters:
  ///   - services: The public ones.
  ///   - base: Where the site is reached: `https://plans.example.org`.
  public init(city: City, services: [PublicService], organisations: [Organisation], base: String) {
    self.city = city
    self.services = services
    self.organisations = organisations
    self.base = base
  }

  public var turtle: String {
    let prefixes = """
      @prefix cpsv: <http://purl.org/vocab/cpsv#> .
      @prefix cv: <http://data.europa.eu/m8g/> .
      @prefix dct: <http://purl.org/dc/terms/> .
      @prefix foaf: <http://xmlns.com/foaf/0.1/> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .


      """
    let providers = Set(services.map { $0.owner?.rawValue ?? "" }).sorted()
    return prefixes + place + providers.map(provider).joined() + services.map(service).joined()
  }

  private func node(_ parts: String...) -> String {
    "<" + ([base, "id"] + parts).joined(separator: "/") + ">"
  }

  private var place: String {
    """
    \(node("city", city.id.rawValue)) a dct:Location ;
      skos:prefLabel \(literals(city.name)) .


    """
  }

  /// Who is competent; the city itself where the register names nobody.
  private func provider(_ id: String) -> String {
    let organisation = organisations.first { $0.id.rawValue == id }
    return """
      \(node("organisation", organisation?.id.rawValue ?? city.id.rawValue)) a cv:PublicOrganisation ;
        skos:prefLabel \(literals(organisation?.name ?? city.name)) ;
        dct:spatial \(node("city", city.id.rawValue)) .


      """
  }

  private func service(_ service: PublicService) -> String {
    let key = service.id.rawValue
    let owner = organisations.contains { $0.id == service.owner } ? service.owner?.rawValue : nil
    var facts = [
      "a cpsv:PublicService",
      "dct:identifier \(Self.literal(service.code ?? key))",
      "dct:title \(literals(service.name))",
      "dct:description \(literals(service.summary ?? service.name))",
      "cv:hasCompetentAuthority \(node("organisation", owner ?? city.id.rawValue))",
      "dct:spatial \(node("city", city.id.rawValue))",
    ]
    var parts: [String] = []
    for channel in service.channels {
      let channelNode = node("channel", key, channel.rawValue)
      facts.append("cv:hasChannel \(channelNode)")
      parts.append(
        "\(channelNode) a cv:Channel ;\n  dct:identifier \(Self.literal(channel.rawValue)) .\n\n")
    }
    if let output = service.output, !output.isEmpty {
      facts.append("cpsv:produces \(node("output", key))")
      parts.append(part(node("output", key), "cv:Output", key, output))
    }
    if let needed = service.requirements, !needed.isEmpty {
      facts.append("cv:hasRequirement \(node("requirement", key))")
      parts.append(part(node("requirement", key), "cv:Requirement", key, needed))
    }
    if let fee = service.fee, !fee.isEmpty {
      facts.append("cv:hasCost \(node("cost", key))")
      parts.append(
        """
        \(node("cost", key)) a cv:Cost ;
          dct:identifier \(Self.literal(key)) ;
          dct:description \(literals(fee)) .


        """)
    }
    if let days = service.processingDays {
      facts.append("cv:processingTime \(Self.literal("P\(days)D"))^^xsd:duration")
    }
    if let url = service.legalBasisURL, let address = Self.address(url) {
      facts.append("cv:hasLegalResource <\(address)>")
      parts.append("<\(address)> a <http://data.europa.eu/eli/ontology#LegalResource> .\n\n")
    }
    if let url = service.url, let address = Self.address(url) {
      facts.append("foaf:page <\(address)>")
    }
    return "\(node("service", key)) " + facts.joined(separator: " ;\n  ") + " .\n\n"
      + parts.joined()
  }

  private func part(
    _ node: String, _ type: String, _ key: String, _ text: Multilingual
  ) -> String {
    """
    \(node) a \(type) ;
      dct:identifier \(Self.literal(key)) ;
      dct:title \(literals(text)) .


    """
  }

  /// The text in each of its languages, in their order.
  private func literals(_ text: Multilingual) -> String {
    text.texts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      "\(Self.literal($0.value))@\($0.key.rawValue)"
    }.joined(separator: ", ")
  }

  /// A quoted text (Turtle 1.1, section 2.5.1).
  static func literal(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if scalar.value < 32 { continue }
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// An address that can stand in angle brackets; none for one that cannot.
  static func address(_ text: String) -> String? {
    let forbidden = "<>\"{}|^`\\"
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.value > 32 && !forbidden.unicodeScalars.contains($0)
    }
    return isPlain ? text : nil
  }
}
