import Civic
import Exact
import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Store

extension Services {
  var exports: ExportStore { ExportStore(database) }

  /// Who makes files, each of its formats.
  static let exportMakers: [any ExportMaker] = [DocumentMaker(), TableMaker()]

  /// The formats in which files are made here.
  static let exportFormats = ExportFormat.allCases.filter { format in
    exportMakers.contains { $0.formats.contains(format) }
  }

  /// The order of a published version, or of the working plan as far as the viewer may read it.
  func exportOrder(
    of document: PlanDocument, version: Int?, _ wish: ExportWish, for viewer: Viewer
  ) -> ExportOrder {
    var audience = ExportAudience.everybody
    if version == nil {
      // Documents are handed on: they hold nothing internal.
      let isInside = !wish.format.isDocument && viewer.may(.readWorking, .city(document.city.id))
      audience = isInside ? .city : .planReaders
    }
    let action = wish.format.isDocument ? wish.action.flatMap { document.action($0) } : nil
    return ExportOrder(
      plan: document.plan.id, version: version, action: action.map { OrderedAction($0) },
      format: wish.format, language: wish.language,
      hasMark: wish.format == .csv && wish.hasMark, audience: audience,
      title: document.plan.title)
  }

  /// Reads what a file is made from.
  ///
  /// - Parameter reader: Who asked; what is for everybody is read as everybody reads it.
  func exportSource(_ order: ExportOrder, for reader: Viewer) async throws -> ExportSource {
    var version: PlanVersion?
    let document: PlanDocument
    if let number = order.version {
      let found = try await plans.version(number, of: order.plan)
      (version, document) = (found, found.document)
    } else {
      document = try await plans.workingPlan(order.plan, for: reader)
    }
    let sheets = try await sheets(
      of: document, in: order.language, for: order.audience == .city ? reader : .anonymous)
    let decisions =
      order.format.isDocument
      ? try await self.decisions.decisions(behind: document, until: version?.publishedAt) : []
    return ExportSource(
      order: order, document: document, version: version, decisions: decisions,
      texts: catalogue.texts(for: order.language, in: document.city.civilTime),
      base: settings.publicAddress, installation: settings.installation, sheets: sheets,
      digest: try sheets.digest(of: version?.digest), at: clock())
  }

  /// Puts an order into the queue, or finds what is made or was made of the same.
  ///
  /// - Throws: `HTTPError` 429 for who orders too often, ``ExportJobError`` for who waits for too
  ///   much.
  func start(_ order: ExportOrder, _ context: AppContext) async throws -> ID<ExportJob> {
    try await limiter.require(
      .exports, of: context.viewer.account?.rawValue ?? context.client, at: clock())
    var key: Digest?
    if order.audience == .everybody {
      key = order.sharingKey(of: try await exportSource(order, for: .anonymous).digest)
    }
    let job = ExportJob(
      id: id(), order: order, account: context.viewer.account, at: clock())
    return try await exports.start(job, sharedAs: key, by: context.viewer)
  }

  /// A file that was made, whole and checked. Its length is known before its first byte leaves; if
  /// something happens to it on the way, the connection ends before the last part.
  ///
  /// - Parameter request: None where the answer is never "not modified".
  func exportFile(
    _ id: ID<ExportJob>, knownAs request: Request?, _ context: AppContext
  ) async throws -> Response {
    let (job, file) = try await exports.file(id, for: context.viewer, at: clock())
    let order = job.order
    let state = order.version.map(String.init) ?? "work"
    let part = order.action.map { "-\($0.id)" } ?? ""
    let name =
      "plan-\(order.plan)\(part)-\(state)-\(order.language.rawValue).\(order.format.ending)"
    var response = download([], type: order.format.mediaType, name: name)
    let tag = "\"\(file.digest.rawValue.dropFirst(7))\""
    response.headers[.eTag] = tag
    response.headers[.cacheControl] =
      order.audience == .everybody ? "private, no-cache" : "private, no-store"
    if order.audience == .everybody, request?.isKnown(tag) == true {
      response.headers[.contentType] = nil
      response.headers[.contentDisposition] = nil
      return Response(status: .notModified, headers: response.headers)
    }
    response.body = body(of: job, file)
    return response
  }

  private func body(of job: ExportJob, _ file: ExportedFile) -> ResponseBody {
    let store = exports
    return ResponseBody(contentLength: file.size) { writer in
      var sum = DigestSum()
      for number in 0..<file.chunks {
        let bytes = try await store.chunk(number, of: job)
        sum.add(bytes)
        // What was checked before may have been taken away since.
        if number == file.chunks - 1, sum.digest != file.digest { throw ExportJobError.damaged }
        try await writer.write(ByteBuffer(bytes: bytes))
      }
      try await writer.finish(nil)
    }
  }
}

extension ExportOrder {
  /// The same for orders whose files would be the same.
  func sharingKey(of source: Digest) -> Digest? {
    guard audience == .everybody else { return nil }
    return Digest(of: [
      "source": .string(source.rawValue), "format": .string(format.rawValue),
      "language": .string(language.rawValue), "mark": .bool(hasMark),
      "action": .string(action?.id.rawValue ?? ""),
      "version": .string(version.map(String.init) ?? ""),
    ])
  }
}

extension Allowance {
  /// Files ordered by one account, or from one address.
  static let exports = Allowance(name: "exports", burst: 10, perHour: 60)
}
