/* a block
   comment */
var a = /* inside */ 1 // behind

// alone
#disable-diagnostics BCP001
var b = [ // open
  1 // item
  // dangling
]
#restore-diagnostics BCP001
// last
