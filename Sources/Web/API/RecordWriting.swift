import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// Makes records of what programs send, by the same rules as the forms.
struct RecordWriting<Record: Entity>: Sendable {
  let form: RecordForm<Record>
  /// What a new record is made with and keeps: the action of a cost line.
  var parent: String?

  /// The properties that can be written, as the record is coded.
  private var writable: [APIProperty] {
    let held = form.properties
    return APISchemaReader.properties(of: Record.self).filter { property in
      held.contains(property.name) || property.name == "position"
    }
  }

  /// What a new record is made of; what is missing is as in an empty form.
  var newSchema: APISchema {
    let own = APISchemaReader.properties(of: Record.self).filter {
      $0.name == parent && !form.properties.contains($0.name)
    }
    let given = writable.map { property in
      APIProperty(name: property.name, schema: property.schema, isRequired: false)
    }
    return .object(own + given)
  }

  /// What of it can be changed.
  var patchSchema: APISchema { APISchema.object(writable).patch }

  /// The record with what was sent merged into it (RFC 7396).
  ///
  /// - Throws: ``APIFault`` 422 with every rule it breaks, each with its place.
  func record(
    _ body: JSONObject, over present: Record, in context: FormContext
  ) throws -> Record {
    let merged = try JSONValue(encoding: present).merged(with: .object(body))
    let candidate: Record
    do {
      candidate = try merged.decoded()
    } catch let error as DecodingError {
      throw APIFault(
        .unprocessableContent, Message("apiInvalid"),
        faults: [APIFieldFault(Self.pointer(of: error), "apiFieldForm")])
    }
    let (record, problems) = try form.checked(candidate, in: context)
    guard problems.isEmpty else {
      throw APIFault(
        .unprocessableContent, Message("apiInvalid"),
        faults: problems.map {
          APIFieldFault(pointer: JSONDifference.step($0.field), message: $0.message)
        })
    }
    return record
  }

  private static func pointer(of error: DecodingError) -> String {
    let context: DecodingError.Context? =
      switch error {
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .keyNotFound(_, let context), .dataCorrupted(let context):
        context
      @unknown default: nil
      }
    return (context?.codingPath ?? []).map { JSONDifference.step($0.stringValue) }.joined()
  }
}

extension JSONValue {
  /// Source: RFC 7396, "JSON Merge Patch".
  func merged(with patch: JSONValue) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    var result = object ?? JSONObject()
    for change in changes.members {
      if case .null = change.value {
        result[change.name] = nil
      } else {
        result[change.name] = (result[change.name] ?? .null).merged(with: change.value)
      }
    }
    return .object(result)
  }
}

extension SaveOutcome {
  /// What was saved.
  ///
  /// - Throws: ``APIFault/otherVersion`` when somebody saved it meanwhile.
  func saved() throws -> Record {
    switch self {
    case .saved(let record): return record
    case .conflict: throw APIFault.otherVersion
    }
  }
}

extension APIRequest {
  /// - Throws: ``APIFault/otherVersion`` when the sender has seen another version.
  func require(_ present: some Entity) throws {
    if let version, version != present.revision { throw APIFault.otherVersion }
  }
}
