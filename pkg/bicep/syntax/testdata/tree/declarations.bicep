// What can stand on the top level.
targetScope = 'resourceGroup'

metadata owner = 'platform'

@description('The tier of the hub.')
@sys.allowed([
  'S1'
  'S2'
])
param skuName string = 'S1'
param units int
param param string?

var hubName = 'hub-${skuName}'
var tags object = {
  env: 'prod'
}

type sku = {
  @description('The name.')
  name: 'S1' | 'S2'
  'capacity': int?
  *: string
}

@export()
func idOf(name string, index int) string => '${name}-${index}'

#disable-next-line BCP081 no-unused-vars
resource hub 'Microsoft.Devices/IotHubs@2023-06-30' = {
  name: hubName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv' // the shared one
}

module network './network.bicep' = {
  params: {}
}

test basic 'main.bicep' = {
  params: {}
}

assert hasUnits = units > 0

output id string = hub.id
output anyResource resource = hub
