/** The commands of ./chaiwei. */
@NullMarked
package org.chaiwei.local.cli;

import org.jspecify.annotations.NullMarked;
