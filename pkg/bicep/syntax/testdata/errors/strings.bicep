var a = 'open
var b = 'bad \q and \u{zz} and \u{110000} and \uD800'
var c = 'hole ${x
var d = 'hole ${'inner
var e = 'hole ${ {} }'
var f = '$'''
var g = 'a' 'b'
var h = '''never closed
  ${x}
