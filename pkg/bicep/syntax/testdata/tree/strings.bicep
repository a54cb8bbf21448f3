var empty = ''
var escapes = '\'\\\n\r\t\$\${not a hole}\u{1F600}'
var dollar = '$5 and ${amount}$'
var holes = '${a}-${b.c[0]}-${'inner ${d}'}'
var multi = '''
first
  ${not a hole} 'quoted'
'''
var quotes = ''''quoted''''
var one = $'''
${a} and $b
'''
var two = $$'''a ${no} $${yes} $$${also}'''
var unicode = 'häuser 😀 日本'
