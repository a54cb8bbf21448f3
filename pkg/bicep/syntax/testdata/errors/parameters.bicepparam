using
using x
using 'a' 'b'
extends
param
param a
param b =
param c string
output d string = 'x'
extensionConfig
extensionConfig e
extensionConfig f with
@description('x')
param g = 1
