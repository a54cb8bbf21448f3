import { a, b as c } from 'shared.bicep'
import {
  d
  '$e' as e
} from 'br:registry.io/m:1'
import * as all from '../all.bicep'
import 'kubernetes@1.0.0' with {
  namespace: 'default'
} as k8s
extension graph
extension 'br:registry.io/ext:1' as ext
@description('x')
extension radius with { a: 1 }
