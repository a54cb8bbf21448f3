type a =
type b = |
type c = 'a' |
type d = string[
type e = { f string }
type g = [ string int ]
type h = resourceInput<>
type i = resourceInput<'a/b@1'
type j = (string
type k = ()
type l = t.
type m = ?
type n = { *: }
param o resource
param p resource x
