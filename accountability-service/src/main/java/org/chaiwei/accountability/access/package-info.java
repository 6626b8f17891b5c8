/** Who may read what of the streets' achievements. */
@NullMarked
package org.chaiwei.accountability.access;

import org.jspecify.annotations.NullMarked;
