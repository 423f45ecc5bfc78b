import GRDB
enum Boot {}
