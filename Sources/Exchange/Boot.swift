import CCurl
import CZip
enum Boot {}
