/** Points of the record: what {@code knownAt} means in every question to this service. */
@NullMarked
package org.chaiwei.accountability.record;

import org.jspecify.annotations.NullMarked;
