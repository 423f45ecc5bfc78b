import Database

/// A body that waits to be run on a connection to the file.
typealias PendingWrite = QueuedWrite<any OpenConnection>
