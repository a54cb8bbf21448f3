using './main.bicep' with {
  mode: 'deployment'
}
extends 'base.bicepparam'
import { a } from 'shared.bicep'
type t = string
var region string = 'westeurope'
param location = region
param tags = {
  env: readEnvironmentVariable('ENV', 'dev')
}
extension k8s
extensionConfig k8s with {
  kubeConfig: 'x'
}
