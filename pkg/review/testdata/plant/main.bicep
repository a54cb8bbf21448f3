param location string = 'westeurope'
param skuName string
param units int
param tls string = '1.2'
param access string = 'Disabled'

resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: 'plant-hub'
  location: location
  sku: { name: skuName, capacity: units }
  identity: { type: 'SystemAssigned' }
  properties: {
    minTlsVersion: tls
    publicNetworkAccess: access
    disableDeviceSAS: true
    disableModuleSAS: true
  }
}

resource ca 'Microsoft.Devices/IotHubs/certificates@2023-06-30' = {
  parent: hub
  name: 'fleet-ca'
  properties: { isVerified: true }
}

resource service 'Microsoft.Devices/provisioningServices@2022-12-12' = {
  name: 'plant-dps'
  location: location
  sku: { name: 'S1', capacity: 1 }
  properties: {
    publicNetworkAccess: 'Disabled'
    allocationPolicy: 'Hashed'
    iotHubs: [
      {
        connectionString: 'HostName=${hub.properties.hostName};SharedAccessKeyName=dps;SharedAccessKey=${listKeys('${hub.id}/iotHubKeys/dps', hub.apiVersion).primaryKey}'
        location: location
      }
    ]
  }
}

resource serviceCa 'Microsoft.Devices/provisioningServices/certificates@2022-12-12' = {
  parent: service
  name: 'fleet-ca'
  properties: { isVerified: true }
}
