var a = 1 +
var b = 1 + * 2
var c = --1
var d = +1
var e = a ? b
var f = a ? : b
var g = (1
var h = ()
var i = (1, 2)
var j = a[]
var k = a[1
var l = a.
var m = a.?f()
var n = f(1 2)
var o = f(1,)
var p = f(1
var q = 99999999999999999999
var r = a::
var s = 'x ${[1]} y'
var t = 'x ${a b} y'
var u = 'x ${} y'
var v = (1) => 2
var w = a = b
var x = "double"
var y = a; b
var z = é
var multiline = a &&
  b
var before = a
  && b
