import
import x from 'y'
import {} 'y'
import { a } from
import { 'a' } from 'y'
import { '${a}' as b } from 'y'
import { 1 } from 'y'
import * from 'y'
import * as from 'y'
extension
extension x with
extension x as
extension x y
