/** Measured against peers and limits in the same run. */
@NullMarked
package org.chaiwei.benchmarks;

import org.jspecify.annotations.NullMarked;
