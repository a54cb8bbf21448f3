resource plain 'a/b@1' = {
  name: 'x'
  resource child 'c' = {
    name: 'y'
    @batchSize(1)
    resource grandchild 'd' existing = {
      name: 'z'
    }
  }
  resource: 'a property'
}

resource conditional 'a/b@1' = if (enabled && !(count == 0)) {
  name: 'x'
}

resource below 'a/b@1' =
if (enabled) {
  name: 'x'
}

resource many 'a/b@1' = [for item in items: {
  name: item
}]

resource indexed 'a/b@1' = [
  for (item, i) in items: if (i > 0) {
    name: item.name
  }
]

module each 'm.bicep' = [for i in range(0, 3): {
  name: 'm${i}'
}]

module once 'm.bicep' = if (enabled) {}
