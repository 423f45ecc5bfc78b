enum Boot {}
