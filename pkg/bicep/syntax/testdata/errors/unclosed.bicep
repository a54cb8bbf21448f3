param ok string

resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: 'hub'
  sku: {
    name: 'S1'

output id string = hub.id
