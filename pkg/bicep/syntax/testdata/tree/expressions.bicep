var precedence = a ?? b || c && d == e < f + g * -h
var left = a - b - c
var ternary = a ? b : c ? d : e
var split = condition
  ? yes
  : no
var numbers = [0, 42, 9223372036854775807, -9223372036854775808, 18446744073709551615]
var words = [true, false, null]
var access = a.b.?c[0][?1][^2][?^3]['key'].d!
var nested = parent::child::grandchild.properties
var calls = az.resourceId('t', name).?id
var method = account.listKeys('2023-01-01', {
  a: 1
}).keys[0].value
var arguments = concat(
  'a',
  'b'
)
var insensitive = a =~ b || c !~ d && e != f
var parens = (a + b) * c
var spread = {
  ...defaults
  key: 'value', other: 'value'
  'quoted-key': 1
  '${computed}': 2
}
var items = [
  ...others
  'x'
  [
    'y'
  ]
]
var loop = [for x in list: x * 2]
var loops = [for (x, i) in list: [for y in x: {
  y: i
}]]
var lambda = map(list, x => x.name)
var lambdas = reduce(list, 0, (sum, x, i) => sum + x)
var lambdaBelow = filter(list,
  x =>
    x.enabled)
var keywords = [
  in
  for
  if
  existing
  param
]
