using none // no file
