using 'main.bicep'

param skuName = 'S2'
param units = 2
