var a = { b c }
var d = { e: 1 f: 2 }
var g = {
  h: 1,
  i: 2
}
var j = [1 2]
var k = [1,, 2]
var l = {
  m
  n:
  : o
  'p: 1
  q: 2
}
var r = [
  1 +
  2
]
var s = {
  ...
  t: [
    )
    1
  ]
}
resource r 'a/b@1' = {
  @batchSize(1)
  name: 'x'
}
