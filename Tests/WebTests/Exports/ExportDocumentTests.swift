import Civic
import Database
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import Pages
import Store
import Testing

@testable import Web

@Suite(.enabled(if: DocumentMaker().formats == [.pdf, .docx]))
struct `Documents as long exports` {
  @Test(arguments: [ExportFormat.pdf, .docx])
  func `are made of a plan and of one action, without what is internal`(
    format: ExportFormat
  ) async throws {
    let site = try await ExportSite { document in
      for index in document.actions.indices { document.actions[index].internalNote = "SECRETWORD" }
    }
    let action = try #require(try await site.document.actions.first).id
    let worker = site.site.exportWorker
    try await site.site.test { client async throws in
      let vida = ExportJobBrowser(client: client, token: site.reader)
      let work = "/plans/\(site.plan)/work"
      let page = try await vida.get("\(work)/export")
      #expect(page.text.contains("value=\"\(format.rawValue)\""))
      for part in ["", action.rawValue] {
        let ordered = try await vida.post(
          "\(work)/exports", ["file": format.rawValue, "words": "mk", "action": part])
        #expect(await worker.runNext())
        let job = try await site.site.exportJob(ordered.job)
        #expect(job.state == .done, "\(String(describing: job.fault))")
        #expect(job.order.audience == .planReaders && (job.order.action == nil) == part.isEmpty)
        let kinds = Set(job.file?.contents.omissions.map(\.kind) ?? [])
        #expect(kinds.contains(.inside) && kinds.contains(.rest) != part.isEmpty)
        #expect(job.file?.contents.parts.isEmpty == false)
        let file = try await vida.get("/exports/\(job.id)/file")
        #expect(file.headers[.contentType] == format.mediaType)
        if format == .pdf {
          #expect(file.bytes.starts(with: Array("%PDF-".utf8)))
        } else {
          let text = try ZipArchive(file.bytes).contents(of: "word/document.xml")
          #expect(!String(decoding: text, as: UTF8.self).contains("SECRETWORD"))
        }
      }
      let wrong = try await vida.post(
        "\(work)/exports", ["file": format.rawValue, "words": "mk", "action": "none"])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("action-error"))
    }
  }
}
