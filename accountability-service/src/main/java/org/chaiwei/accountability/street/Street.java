package org.chaiwei.accountability.street;

/**
 * A sub-district (街道).
 *
 * @param code its statistical code, nine digits
 * @param name its full Chinese name, ending in 街道
 */
public record Street(String code, String name) {}
