type union =
  | 'a'
  | 'b'
  | -1
  | !true
  | null
type nullable = string?
type notNull = base!
type array = string[][]
type tuple = [
  @description('x')
  string
  int?
]
type parens = ('a' | 'b')[]
type members = imported.t.*
type items = t[*].name
type index = t[0]
type input = resourceInput<'Microsoft.Devices/IotHubs@2023-06-30'>.properties
type output = sys.resourceOutput<'a/b@1'>
type empty = {}
type literal = 'x-${y}'
@discriminator('kind')
type either = { kind: 'a', a: string } | { kind: 'b' }
param ref resource 'Microsoft.Storage/storageAccounts@2023-01-01'
output typed resource 'a/b@1' = x
output same resource = x
var typed string[] = []
