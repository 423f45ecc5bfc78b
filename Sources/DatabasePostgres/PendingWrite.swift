internal import Database

/// A body that waits to be run on a connection to the server.
typealias PendingWrite = QueuedWrite<any Connection>
