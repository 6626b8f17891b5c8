package org.chaiwei.accountability.rating;

import java.math.BigDecimal;

/** What an upheld appeal has made of a street's part. @param points two decimals, at most those that there were to get */
record Correction(String street, Part part, BigDecimal points) {}
