/**
 * 评分排名: what each street's month is worth by a formula that is a versioned file, frozen once the month is over, with every number that
 * went into it; and the streets' appeals against it. What follows from a rating is decided elsewhere, by people.
 */
@NullMarked
package org.chaiwei.accountability.rating;

import org.jspecify.annotations.NullMarked;
