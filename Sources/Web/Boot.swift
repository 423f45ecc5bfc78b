import CArgon2
import Hummingbird
enum Boot {}
