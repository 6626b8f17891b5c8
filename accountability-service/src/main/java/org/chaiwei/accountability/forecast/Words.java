package org.chaiwei.accountability.forecast;

/** A sentence in both languages. */
record Words(String zh, String en) {}
