/**
 * 奖惩问责: what follows from a rating, or from what an inspection has found. A rule proposes it, a person of another unit decides, the
 * street is served, answers, and may appeal. What is proposed by rule follows from the frozen tables alone, as data in a versioned file.
 */
@NullMarked
package org.chaiwei.accountability.measure;

import org.jspecify.annotations.NullMarked;
