package org.chaiwei.ledger.place;

/**
 * A community (社区) of one street.
 *
 * @param code its statistical code, twelve digits, the first nine of them its street's
 * @param name its committee's full Chinese name, ending in 居委会
 */
public record Community(String code, String name, String streetCode) {}
