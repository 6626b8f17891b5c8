/**
 * 进度: what has been reached of each target, as of any day and as known at any point of the record. Kept from the ledger's facts, and from
 * the demolition service's where a clock or a restoration is asked for, as an account of movements; every figure is a sum of them, and the
 * facts under it can be listed.
 */
@NullMarked
package org.chaiwei.accountability.progress;

import org.jspecify.annotations.NullMarked;
