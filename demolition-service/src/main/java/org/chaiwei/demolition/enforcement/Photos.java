package org.chaiwei.demolition.enforcement;

/**
 * What shows that work was done: the pictures before and after it, each by the SHA-256 of its bytes, 64 hexadecimal digits in lower case.
 * The pictures themselves are kept elsewhere.
 */
record Photos(String before, String after) {}
