import NIOCore
import NIOHTTPTypes

/// Closes connections whose other end takes its time on purpose: a body that does not end, or an
/// answer that is not read.
///
/// ``TimeLimit`` ends the work on a request; the bytes of a body that nobody waits for any more, and
/// an answer that nobody takes, would otherwise hold their connection for ever.
///
/// A class because the handlers of a channel are; it belongs to one connection and its event loop.
final class SlowConnections: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart

  private let limit: TimeAmount
  /// Whether a request has begun whose end has not come.
  private var isReading = false
  private var bodyEnd: Scheduled<Void>?
  private var reading: Scheduled<Void>?

  /// - Parameter limit: How long a body may take from its head to its end, and how long nothing of an
  ///   answer may be taken.
  init(limit: TimeAmount) {
    self.limit = limit
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      endWait()
      isReading = true
    case .body: break
    case .end:
      endWait()
      isReading = false
    }
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    // Most requests come whole, and wait for nothing.
    if isReading, bodyEnd == nil { bodyEnd = closing(context) }
    context.fireChannelReadComplete()
  }

  private func endWait() {
    bodyEnd?.cancel()
    bodyEnd = nil
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    reading?.cancel()
    reading = context.channel.isWritable ? nil : closing(context)
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    stop()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stop()
  }

  private func closing(_ context: ChannelHandlerContext) -> Scheduled<Void> {
    context.eventLoop.assumeIsolated().scheduleTask(in: limit) { context.close(promise: nil) }
  }

  private func stop() {
    endWait()
    reading?.cancel()
    reading = nil
  }
}
