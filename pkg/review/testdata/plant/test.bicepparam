using 'main.bicep'

param skuName = 'S1'
param units = 1
param access = 'Enabled'
