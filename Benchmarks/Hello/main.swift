// A server that only greets: what the web framework itself can do on this machine.
import Hummingbird

let router = Router()
router.get("/") { _, _ in "Hello" }
let application = Application(
  router: router,
  configuration: .init(address: .hostname("127.0.0.1", port: Int(CommandLine.arguments[1]) ?? 0)))
try await application.runService()
