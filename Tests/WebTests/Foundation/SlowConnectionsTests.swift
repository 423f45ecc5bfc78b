import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Web

@Suite struct `Slow connections` {
  private static let head = HTTPRequestPart.head(
    HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/"))
  private static let byte = HTTPRequestPart.body(ByteBuffer(string: "a"))

  private static func channel() throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(handler: SlowConnections(limit: .seconds(60)))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    return channel
  }

  @Test func `are closed when a body does not end, however often a byte comes`() throws {
    let channel = try Self.channel()
    try channel.writeInbound(Self.head)
    for _ in 0..<29 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(2))
      try channel.writeInbound(Self.byte)
    }
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(2))
    #expect(!channel.isActive)
  }

  @Test func `stay open between requests that end`() throws {
    let channel = try Self.channel()
    for _ in 0..<5 {
      try channel.writeInbound(Self.head)
      try channel.writeInbound(HTTPRequestPart.end(nil))
      channel.embeddedEventLoop.advanceTime(by: .seconds(100))
    }
    #expect(channel.isActive)
    _ = try channel.finish()
  }

  @Test func `are closed when an answer is not read`() throws {
    let channel = try Self.channel()
    channel.isWritable = false
    channel.pipeline.fireChannelWritabilityChanged()
    channel.embeddedEventLoop.advanceTime(by: .seconds(59))
    channel.isWritable = true
    channel.pipeline.fireChannelWritabilityChanged()
    channel.embeddedEventLoop.advanceTime(by: .seconds(100))
    #expect(channel.isActive)
    channel.isWritable = false
    channel.pipeline.fireChannelWritabilityChanged()
    channel.embeddedEventLoop.advanceTime(by: .seconds(60))
    #expect(!channel.isActive)
  }

  @Test func `and bodies that break off are the sender's fault`() async throws {
    struct Broken: Error {}
    let body = RequestBody(
      asyncSequence: AsyncThrowingStream<ByteBuffer, any Error> { $0.finish(throwing: Broken()) })
    let error = await #expect(throws: HTTPError.self) { try await body.whole(upTo: 10) }
    #expect(error?.status == .badRequest)
    let long = RequestBody(buffer: ByteBuffer(string: "abc"))
    let other = await #expect(throws: (any Error).self) { try await long.whole(upTo: 2) }
    #expect((other as? any HTTPResponseError)?.status == .contentTooLarge)
  }
}
