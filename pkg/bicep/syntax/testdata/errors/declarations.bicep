bad
param
param 1abc string
param noType
param wrong string 5
param p string =
var
var v
var v =
var v = 1 2
var v string[ = 1
metadata m
output o
output o string
output o string = 
type
type t
type t = 
resource
resource r
resource r 'x@1'
resource r 'x@1' =
resource r 'x@1' = x
resource r type = {}
resource r 'x@1' existing {}
module m
module 'x' = {}
module m 'p' = [for x in y: z]
test t 'p' = if (true) {}
assert a
func
func f
func f(a) string => a
func f(a string, ) string => a
func f(a string)
func f(a string) string
func f(a string) string = a
targetScope
targetScope 'x'
@description('x') param inline string
@
param x string
@sys.
param y string
@description('nothing follows')
