import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// Calls of programmes, from their draft to the decision.
struct CallOperations {
  private let family = APIFamily(topic: .calls)

  var all: [APIOperation] {
    let calls = EditorOperations<SelectionCall>(
      topic: .calls, path: "calls", parameter: "call", parents: ["programme"]
    ) { CallRoutes(services: $0).editor }
    return calls.all + [opening, decision, replacement, rules, selected] + applications
      + ApplicationOperations().all + AssessorOperations().all
  }

  private var opening: APIOperation {
    family.step(
      "/calls/:call/opening", "openSelectionCall", "Fix the rules of a call and open it",
      access: .decision
    ) { request in
      try await request.services.selections.open(
        try request.id("call"), by: request.viewer, at: request.now)
    }
  }

  private var decision: APIOperation {
    family.make(
      "/calls/:call/decision", "decideSelectionCall",
      "Decide which cities are selected, and tell them", access: .decision
    ) { request in
      let decision: ID<Decision> = request.services.id()
      try await request.services.selections.decide(
        try request.id("call"), as: decision, by: request.viewer, at: request.now,
        letter: request.services.applicationLetters)
      return .made(decision, at: "/decisions")
    }
  }

  private var replacement: APIOperation {
    family.make(
      "/calls/:call/replacement", "replaceInSelectionCall",
      "Decide again after a selected city has withdrawn", access: .decision
    ) { request in
      let decision: ID<Decision> = request.services.id()
      try await request.services.selections.replace(
        in: try request.id("call"), as: decision, by: request.viewer, at: request.now,
        letter: request.services.applicationLetters)
      return .made(decision, at: "/decisions")
    }
  }

  private var rules: APIOperation {
    family.one(
      "/calls/:call/rules", "getSelectionRules",
      "The rules of a call, by whose bytes their digest is",
      access: .open
    ) { request in
      let call = try await request.services.selections.call(
        try request.id("call"), for: request.viewer)
      return .value(try JSONValue(parsing: try call.rules.published(), limits: .records))
    }
  }

  private var selected: APIOperation {
    let city = APISchema.object([
      .id("application"), .id("city"),
      APIProperty(
        name: "name", schema: APISchemaReader.schema(of: Multilingual.self), isRequired: true),
      .text("country"),
      APIProperty(
        name: "themes", schema: .list(.whole(APISchema.exact), longest: 100), isRequired: true),
    ])
    return family.list(
      "/calls/:call/selected", "listSelectedCity", "The selected cities with the themes of each",
      of: city, access: .open
    ) { request in
      let call = try await request.services.selections.call(
        try request.id("call"), for: request.viewer)
      guard call.decision != nil else { throw StoreError.notFound }
      return try await request.services.selections.selected(of: call.id).map { application in
        var object = JSONObject()
        object["application"] = .string(application.id)
        object["city"] = .string(application.city)
        object["name"] = try JSONValue(encoding: application.name)
        object["country"] = .string(application.facts.country)
        object["themes"] = try JSONValue(encoding: application.themes)
        return APIItem(id: application.id, json: .object(object))
      }
    }
  }

  // MARK: Applications

  private var applications: [APIOperation] {
    [
      family.list(
        "/calls/:call/applications", "listCityApplication",
        "Applications to a call: one's own cities', or all for those who lead it",
        of: .named("CityApplication")
      ) { request in
        let call = try await request.services.selections.call(
          try request.id("call"), for: request.viewer)
        let views = try await request.services.selections.applications(
          of: call.id, for: request.viewer)
        return try views.map { try APIItem($0.application) }
      },
      family.make(
        "/calls/:call/applications", "startCityApplication", "Start the application of a city",
        body: [.id("city")]
      ) { request in
        let application = try await request.services.selections.start(
          request.services.id(), in: try request.id("call"),
          of: ID(rawValue: request.body["city"]?.string ?? ""), by: request.viewer,
          at: request.now)
        return .made(application, at: "/applications")
      },
    ]
  }
}
